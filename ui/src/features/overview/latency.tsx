import { Text } from "@mantine/core";
import type { RequestSeries } from "../../api/types.gen";
import { formatMillis } from "../../lib/format/millis";
import { stepName } from "./axis";
import { LineChart, type Mark } from "./line-chart";
import { Legend } from "./legend";
import { Section } from "../../components/section";
import { strings } from "./strings";

/** How long requests took: the middle one, and all but the slowest in a hundred. */
export function Latency({ series }: { readonly series: RequestSeries }) {
  const { p50Ms, p99Ms } = series.totals.latency;
  return (
    <Section title={strings.latency}>
      <Text c="dimmed" size="sm" mt={-8} mb="sm">
        {strings.latencyHint}
      </Text>
      {p50Ms === undefined || p99Ms === undefined ? (
        <Text c="dimmed" size="sm" py="xl" ta="center">
          {strings.noS3Requests}
        </Text>
      ) : (
        <>
          <Legend
            entries={[
              [strings.half, formatMillis(p50Ms)],
              [strings.nearlyAll, formatMillis(p99Ms)],
            ]}
          />
          <Chart series={series} label={strings.latencyChart(formatMillis(p50Ms), formatMillis(p99Ms))} />
        </>
      )}
    </Section>
  );
}

function Chart({ series, label }: { series: RequestSeries; label: string }) {
  const { buckets } = series;
  const { at, marks } = powersOfTen(
    buckets.flatMap(({ latency: { p50Ms, p99Ms } }) => [p50Ms, p99Ms]).filter((ms) => ms !== undefined),
  );
  return (
    <LineChart
      series={series}
      label={label}
      lines={[buckets.map(({ latency }) => at(latency.p50Ms)), buckets.map(({ latency }) => at(latency.p99Ms))]}
      marks={marks}
      titles={buckets.map(({ ts, latency: { count, p50Ms, p99Ms } }) => {
        const step = stepName(ts, series.bucketSeconds);
        return p50Ms === undefined || p99Ms === undefined
          ? strings.latencyNone(step)
          : strings.latencyStep(step, count, formatMillis(p50Ms), formatMillis(p99Ms));
      })}
    />
  );
}

interface Scale {
  readonly at: (ms: number | undefined) => number | undefined;
  readonly marks: readonly Mark[];
}

/** A scale on which ten times as long is as far everywhere, and which holds all of these. */
export function powersOfTen(values: readonly number[]): Scale {
  const logs = values.filter((value) => value > 0).map(Math.log10);
  const bottom = Math.floor(Math.min(...logs, 0));
  const top = Math.max(bottom + 1, Math.ceil(Math.max(...logs, bottom)));
  const place = (log: number) => Math.min(1, Math.max(0, (log - bottom) / (top - bottom)));
  const marks = Array.from({ length: top - bottom }, (_, i) => bottom + i).map((power) => ({
    at: place(power),
    name: formatMillis(10 ** power),
  }));
  return {
    at: (ms) => (ms === undefined ? undefined : place(ms <= 0 ? bottom : Math.log10(ms))),
    marks,
  };
}
