/** Whether a name leads to the machine itself, whoever follows it. */
export function isOfThisMachine(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    hostname === "0.0.0.0" ||
    hostname.startsWith("127.")
  );
}

/**
 * Whether the path of a link has pieces that mean a way through folders. Whoever follows it in a
 * browser is taken elsewhere: browsers take them out, however they are written.
 */
export function isTakenApart(url: string): boolean {
  const path = url.replace(/[?#][^]*$/, "").replace(/^[^/]*\/\/[^/]*/, "");
  return path.split("/").some((piece) => /^(\.|%2e){1,2}$/i.test(piece));
}

/** What fetches a link on a command line, whatever the key, to a file of its own. */
export function curlLine(url: string, key: string): string {
  return `curl --fail --location --path-as-is --output ${quoted(fileNameOf(key))} ${quoted(url)}`;
}

const NAME_BYTES_MAX = 200;
/** What some file system does not take in a name. */
// eslint-disable-next-line no-control-regex -- names of objects have them
const NOT_IN_NAMES = /[\u0000-\u001f\u007f\\:*?"<>|]/g;

/** The last piece of a key, as a name that any file can have. */
function fileNameOf(key: string): string {
  const piece = key.split("/").findLast((each) => each !== "") ?? "";
  const name = withinBytes(piece.replace(NOT_IN_NAMES, "_"), NAME_BYTES_MAX);
  return /^(|-|\.{1,2})$/.test(name) ? "object" : name;
}

/** As many characters from the beginning as are in so many bytes. */
function withinBytes(text: string, max: number): string {
  const encoder = new TextEncoder();
  let left = max;
  let kept = "";
  for (const character of text) {
    left -= encoder.encode(character).length;
    if (left < 0) {
      break;
    }
    kept += character;
  }
  return kept;
}

/** A word that a shell takes as it is. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
