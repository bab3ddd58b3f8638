import { Text } from "@mantine/core";
import type { RequestSeries, SeriesStep } from "../../api/types.gen";
import { formatCount } from "../../lib/format/bytes";
import { Axis, stepName } from "./axis";
import classes from "./chart.module.css";
import colours from "./overview.module.css";
import { strings } from "./strings";

/** How a request may end, from the bottom of a bar to its top. */
export const outcomes = ["c2xx", "c4xx", "c5xx"] as const;

const HEIGHT = 100;
const GAP = 0.15;

/** A bar for each step of time, of as many parts as there are outcomes. */
export function OutcomeChart({ series }: { readonly series: RequestSeries }) {
  const steps = series.buckets;
  const sums = steps.map((step) => outcomes.reduce((sum, name) => sum + step[name], 0));
  const most = Math.max(...sums, 0);
  if (most === 0) {
    return (
      <Text c="dimmed" size="sm" py="xl" ta="center">
        {strings.noRequests}
      </Text>
    );
  }
  const total = (name: (typeof outcomes)[number]) => formatCount(series.totals[name]);
  return (
    <>
      <svg
        className={classes.chart}
        role="img"
        aria-label={strings.chart(total("c2xx"), total("c4xx"), total("c5xx"))}
        viewBox={`0 0 ${steps.length} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {steps.map((step, i) => {
          let top = HEIGHT;
          return outcomes.map((name) => {
            const height = (step[name] / most) * HEIGHT;
            top -= height;
            return height === 0 ? null : (
              <rect
                key={`${i} ${name}`}
                className={colours[name]}
                x={i + GAP / 2}
                y={top}
                width={1 - GAP}
                height={height}
              />
            );
          });
        })}
        {steps.map((step, i) => (
          <rect key={step.ts} className={classes.step} x={i} y={0} width={1} height={HEIGHT} opacity={0.4}>
            <title>{titleOf(step, series.bucketSeconds)}</title>
          </rect>
        ))}
      </svg>
      <Axis series={series} />
    </>
  );
}

function titleOf(step: SeriesStep, bucketSeconds: number): string {
  return strings.step(
    stepName(step.ts, bucketSeconds),
    formatCount(step.c2xx),
    formatCount(step.c4xx),
    formatCount(step.c5xx),
  );
}
