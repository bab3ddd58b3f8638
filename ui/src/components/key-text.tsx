import { keyPieces, middleCut } from "../lib/format/key";
import { Hint } from "./hint";
import classes from "./key-text.module.css";

interface Props {
  /** A key, a prefix or a name, of any characters. */
  readonly value: string;
  /** Whether all of it shows, over several lines where it must. */
  readonly full?: boolean;
}

function Pieces({ text }: { text: string }) {
  return keyPieces(text).map((piece, i) =>
    piece.isMark ? (
      <span key={i} className={classes.mark}>
        {piece.text}
      </span>
    ) : (
      piece.text
    ),
  );
}

/**
 * A name as it is: what would not be seen in it shows by its code, its direction changes nothing
 * around it, and where there is no room its middle is left out, because ends tell names apart.
 */
export function KeyText({ value, full = false }: Props) {
  if (full) {
    return (
      <bdi className={`${classes.key ?? ""} ${classes.full ?? ""}`}>
        <Pieces text={value} />
      </bdi>
    );
  }
  const [head, tail] = middleCut(value);
  const text = (
    <bdi className={classes.key}>
      <span className={classes.head}>
        <Pieces text={head} />
      </span>
      {tail !== "" && (
        <span className={classes.tail}>
          <Pieces text={tail} />
        </span>
      )}
    </bdi>
  );
  return tail === "" ? (
    text
  ) : (
    <Hint label={<KeyText value={value} full />}>{text}</Hint>
  );
}
