/** A piece of a key: text as it is, or a character that would not be seen, by its name. */
export interface KeyPiece {
  readonly text: string;
  readonly isMark: boolean;
}

const NAMES: Readonly<Record<string, string>> = {
  "\t": "TAB",
  "\n": "LF",
  "\r": "CR",
  "\u007f": "DEL",
  "\u00a0": "NBSP",
  "\ufeff": "BOM",
};

// Controls, blanks that look like others, and what turns or hides the text around it.
const UNSEEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb]|[\ud800-\udfff](?![\udc00-\udfff])/u;

function nameOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return NAMES[char] ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Takes a key apart for showing. Blanks at its ends and several in a row show as marks. */
export function keyPieces(key: string): KeyPiece[] {
  const pieces: { text: string; isMark: boolean }[] = [];
  const chars = Array.from(key);
  chars.forEach((char, i) => {
    const isLoneBlank =
      char === " " && chars[i - 1] !== " " && chars[i + 1] !== " " && i > 0 && i < chars.length - 1;
    const isMark = UNSEEN.test(char) || (char === " " && !isLoneBlank);
    const text = !isMark ? char : char === " " ? "\u2423" : nameOf(char);
    const last = pieces.at(-1);
    if (last && !isMark && !last.isMark) {
      last.text += text;
    } else {
      pieces.push({ text, isMark });
    }
  });
  return pieces;
}

/** The parts of a name that is too long: what stands before the ellipsis, and after it. */
export function middleCut(key: string, tailLength = 12): readonly [string, string] {
  const chars = Array.from(key);
  return chars.length <= tailLength * 2
    ? [key, ""]
    : [chars.slice(0, -tailLength).join(""), chars.slice(-tailLength).join("")];
}

const TITLE_MAX = 60;

/** A name as a title has room for it: of a long one its beginning and its end. */
export function titled(name: string): string {
  const chars = Array.from(name);
  return chars.length <= TITLE_MAX
    ? name
    : `${chars.slice(0, TITLE_MAX - 20).join("")}…${chars.slice(-16).join("")}`;
}
