import type { RequestSeries } from "../../api/types.gen";
import { Axis } from "./axis";
import classes from "./chart.module.css";

/** How the two lines of a chart are drawn: never told apart by colour alone. */
export const looks = ["first", "second"] as const;

/** A value that stands at the side of a chart, between its bottom at 0 and its top at 1. */
export interface Mark {
  readonly at: number;
  readonly name: string;
}

interface Props {
  readonly series: RequestSeries;
  /** All of it in a sentence, for who does not see it. */
  readonly label: string;
  /** For each line where it is in each step, from 0 to 1; nothing where there is no value. */
  readonly lines: readonly (readonly (number | undefined)[])[];
  readonly marks: readonly Mark[];
  /** What is told of a step to who points at it. */
  readonly titles: readonly string[];
}

const HEIGHT = 100;

/** Lines over a stretch of time. */
export function LineChart({ series, label, lines, marks, titles }: Props) {
  return (
    <>
      <div className={classes.plot}>
        <svg
          className={classes.chart}
          role="img"
          aria-label={label}
          viewBox={`0 0 ${titles.length} ${HEIGHT}`}
          preserveAspectRatio="none"
        >
          {marks.map(({ at, name }) => (
            <line
              key={name}
              className={classes.mark}
              x1={0}
              x2={titles.length}
              y1={yOf(at)}
              y2={yOf(at)}
            />
          ))}
          {lines.map((values, i) => (
            <path key={looks[i]} className={classes[looks[i] ?? "first"]} d={pathOf(values)} />
          ))}
          {lines.map((values, i) => (
            <path
              key={looks[i]}
              className={`${classes[looks[i] ?? "first"] ?? ""} ${classes.dots ?? ""}`}
              d={dotsOf(values)}
            />
          ))}
          {titles.map((title, i) => (
            <rect key={title} className={classes.step} x={i} y={0} width={1} height={HEIGHT} opacity={0.4}>
              <title>{title}</title>
            </rect>
          ))}
        </svg>
        {marks.map(({ at, name }) => (
          <span
            key={name}
            className={classes.markName}
            style={{ insetBlockStart: `${yOf(at)}%` }}
            aria-hidden="true"
          >
            {name}
          </span>
        ))}
      </div>
      <Axis series={series} />
    </>
  );
}

function yOf(at: number): number {
  return HEIGHT * (1 - at);
}

/** A line through the middles of its steps, which ends where a value is missing. */
export function pathOf(values: readonly (number | undefined)[]): string {
  return values
    .map((value, i) =>
      value === undefined ? "" : `${i > 0 && values[i - 1] !== undefined ? "L" : "M"}${point(i, value)}`,
    )
    .join("");
}

/** The values that have none beside them, of which a line would show nothing. */
export function dotsOf(values: readonly (number | undefined)[]): string {
  return values
    .map((value, i) =>
      value === undefined || values[i - 1] !== undefined || values[i + 1] !== undefined
        ? ""
        : `M${point(i, value)}h0`,
    )
    .join("");
}

function point(step: number, value: number): string {
  return `${step + 0.5} ${yOf(value).toFixed(2)}`;
}
