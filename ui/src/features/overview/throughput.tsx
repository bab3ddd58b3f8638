import type { RequestSeries } from "../../api/types.gen";
import { formatBytes } from "../../lib/format/bytes";
import { stepName } from "./axis";
import { Legend } from "./legend";
import { LineChart } from "./line-chart";
import { Section } from "../../components/section";
import { strings } from "./strings";

/** How many bytes of objects came and went in each second, over each step. */
export function Throughput({ series }: { readonly series: RequestSeries }) {
  const { totals, buckets, bucketSeconds } = series;
  const rate = (bytesPerSecond: number) => `${formatBytes(bytesPerSecond)}/s`;
  const rates = buckets.map(({ bytesIn, bytesOut }) => [bytesIn / bucketSeconds, bytesOut / bucketSeconds] as const);
  const most = Math.max(...rates.flat(), 0);
  const mark = roundUp(most);
  const at = (value: number) => (value / mark) * MARK_AT;
  return (
    <Section title={strings.throughput}>
      <Legend
        entries={[
          [strings.received, formatBytes(totals.bytesIn)],
          [strings.sent, formatBytes(totals.bytesOut)],
        ]}
      />
      <LineChart
        series={series}
        label={strings.throughputChart(formatBytes(totals.bytesIn), formatBytes(totals.bytesOut), rate(most))}
        lines={[rates.map(([received]) => at(received)), rates.map(([, sent]) => at(sent))]}
        marks={[mark / 2, mark].map((value) => ({ at: at(value), name: rate(value) }))}
        titles={buckets.map(({ ts }, i) => {
          const [received = 0, sent = 0] = rates[i] ?? [];
          return strings.throughputStep(stepName(ts, bucketSeconds), rate(received), rate(sent));
        })}
      />
    </Section>
  );
}

/** The upper mark stands below the top, so that its name has room. */
const MARK_AT = 0.85;

/** The next of the sizes that are said easily: 1, 2, 5, 10, 20 to 500 of a unit. */
export function roundUp(bytes: number): number {
  for (let unit = 1; ; unit *= 1024) {
    for (const digits of [1, 2, 5, 10, 20, 50, 100, 200, 500]) {
      if (digits * unit >= bytes) {
        return digits * unit;
      }
    }
  }
}
