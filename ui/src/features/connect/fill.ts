/** What the texts are written for. */
export interface Place {
  /** The address of S3, without a slash at its end. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly bucket: string;
}

/** How a value is written where a file of that kind has it, so that it stands for itself. */
const quotes: Readonly<Record<string, (value: string) => string>> = {
  sh: (value) => value.replaceAll("'", "'\\''"),
  py: escaped,
  mjs: escaped,
  java: escaped,
  tf: (value) => escaped(value).replace(/[$%](?=\{)/g, "$&$&"),
  xml: (value) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;"),
  conf: (value) => value,
  cfg: (value) => value,
};

/** Inside quotation marks. */
function escaped(value: string): string {
  return value.replace(/["\\]/g, "\\$&");
}

/** A text with what it is written for in the place of its names in braces. */
export function fill(template: string, kind: string, place: Place): string {
  const { protocol, host } = addressOf(place.endpoint);
  const values: Readonly<Record<string, string>> = {
    ...place,
    host,
    isSecure: String(protocol === "https:"),
  };
  const quote = quotes[kind] ?? ((value: string) => value);
  return template.replace(/\{\{(\w+)\}\}/g, (name, key: string) => {
    const value = values[key];
    return value === undefined ? name : quote(value);
  });
}

function addressOf(endpoint: string): { protocol: string; host: string } {
  try {
    return new URL(endpoint);
  } catch {
    return { protocol: "http:", host: endpoint };
  }
}

/** Whether only the machine itself gets to an address. */
export function isLocal(endpoint: string): boolean {
  return /^(localhost|127\.|\[::1\])/.test(addressOf(endpoint).host);
}

/**
 * An address as the browser sees it: one that leads to the browser's own machine, where the console
 * came from another, has the host of the console in its place.
 */
export function asSeenHere(endpoint: string, host: string): string {
  if (!isLocal(endpoint) || isLocal(`http://${host}`)) {
    return endpoint;
  }
  const url = new URL(endpoint);
  url.hostname = host;
  return url.origin;
}

/** Whether an address of S3 can be used: it has no path, and no slash at its end. */
export function isEndpoint(text: string): boolean {
  try {
    const { protocol, pathname, search, hash } = new URL(text);
    return /^https?:$/.test(protocol) && pathname === "/" && search === "" && hash === "" && !text.endsWith("/");
  } catch {
    return false;
  }
}
