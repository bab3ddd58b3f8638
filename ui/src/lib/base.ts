/**
 * Where the console is mounted, as a path that ends with a slash. The server says it in `<base>`,
 * relative to the address that was asked for, so that it holds below any prefix of a proxy.
 */
export const basePath = new URL(".", document.baseURI).pathname;

/** The path of a call of the API, `/stats` for example, as this page reaches it. */
export function apiPath(path: string): string {
  return `${basePath}api${path}`;
}
