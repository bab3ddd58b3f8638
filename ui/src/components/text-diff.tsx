import { VisuallyHidden } from "@mantine/core";
import { diffLines, type DiffLine } from "../lib/diff";
import { strings } from "./strings";
import classes from "./text-diff.module.css";

/** How many lines stay in sight around what changes. */
const AROUND = 3;

const marks = { same: " ", added: "+", removed: "−" } as const;

interface Run {
  readonly isFolded: boolean;
  readonly lines: readonly DiffLine[];
}

/** Runs of lines far from any change, and what is left of them. */
function runs(lines: readonly DiffLine[]): Run[] {
  const isNear = lines.map((_, i) =>
    lines.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(({ kind }) => kind !== "same"),
  );
  const made: { isFolded: boolean; lines: DiffLine[] }[] = [];
  lines.forEach((line, i) => {
    const isFolded = !isNear[i];
    const last = made.at(-1);
    if (last?.isFolded === isFolded) {
      last.lines.push(line);
    } else {
      made.push({ isFolded, lines: [line] });
    }
  });
  return made;
}

/** What a change does to a text, line by line. */
export function TextDiff({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    <div className={classes.diff} role="group" aria-label={strings.diff.title} tabIndex={0}>
      {runs(diffLines(before, after)).map((run, i) =>
        run.isFolded ? (
          <div key={i} className={classes.folded}>
            {strings.diff.stays(run.lines.length)}
          </div>
        ) : (
          run.lines.map(({ kind, text }, j) => (
            <div key={`${i} ${j}`} className={classes[kind]}>
              <span aria-hidden>{marks[kind]} </span>
              {kind !== "same" && <VisuallyHidden>{strings.diff[kind]}: </VisuallyHidden>}
              {text}
            </div>
          ))
        ),
      )}
    </div>
  );
}
