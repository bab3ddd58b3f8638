/**
 * The ways to the console:
 * - `direct`: the port itself at 127.0.0.1, which browsers hold for secure
 * - `proxied`: below `/x/` of nginx that takes bodies of 20 MB, by plain http on a made-up host
 * - `nginx`: the same proxy at 127.0.0.1
 * - `plain`: the port itself by plain http on a made-up host
 */
export type Place = "direct" | "proxied" | "nginx" | "plain";

/** A name that is this machine for the browser of the tests, and for nobody else. */
export const madeUpHost = "store.example";

/** The ports that everything listens on. */
export interface Ports {
  readonly s3: number;
  readonly admin: number;
  /** nginx before the console, and before S3. */
  readonly proxy: number;
  readonly s3Proxy: number;
}

/** Where the console is mounted, with a slash at the end. */
export function baseOf(place: Place, ports: Pick<Ports, "admin" | "proxy">): string {
  switch (place) {
    case "direct":
      return `http://127.0.0.1:${ports.admin}/`;
    case "plain":
      return `http://${madeUpHost}:${ports.admin}/`;
    case "nginx":
      return `http://127.0.0.1:${ports.proxy}/x/`;
    case "proxied":
      return `http://${madeUpHost}:${ports.proxy}/x/`;
  }
}

/** Whether the browser gives a page there what it keeps for secure ones, such as the clipboard. */
export function isSecure(place: Place): boolean {
  return place === "direct" || place === "nginx";
}
