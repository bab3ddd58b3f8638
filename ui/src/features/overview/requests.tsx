import { Grid, Group, SegmentedControl, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { RequestSeries } from "../../api/types.gen";
import { PageLink } from "../../components/links";
import { Section } from "../../components/section";
import { Loading, QueryView } from "../../components/states";
import { formatCount } from "../../lib/format/bytes";
import { ranges } from "../../lib/ranges";
import { seriesQuery } from "./api";
import { Latency } from "./latency";
import { OutcomeChart, outcomes } from "./outcome-chart";
import classes from "./overview.module.css";
import { strings } from "./strings";
import { Throughput } from "./throughput";

const names = { c2xx: strings.succeeded, c4xx: strings.refused, c5xx: strings.failed };

/** How requests ended, how long they took and what they moved, over what stands in the address. */
export function Requests() {
  const { range = "24h" } = useSearch({ from: "/shell/" });
  const navigate = useNavigate({ from: "/" });
  const series = useQuery(seriesQuery(range));
  const choice = (
    <SegmentedControl
      size="xs"
      aria-label={strings.range}
      data={ranges.map((value) => ({ value, label: strings.ranges[value] }))}
      value={range}
      onChange={(value) => void navigate({ search: { range: value }, replace: true, resetScroll: false })}
    />
  );
  return (
    <Grid gap="lg">
      <Grid.Col span={12}>
        {/* Another range can be chosen also where this one cannot be had. */}
        <Section title={strings.requests} aside={choice}>
          <QueryView
            query={series}
            action="admin:GetRequestSeries"
            loading={<Loading rows={1} height={200} />}
          >
            {(found) => (
              <>
                <Totals series={found} />
                <OutcomeChart series={found} />
              </>
            )}
          </QueryView>
        </Section>
      </Grid.Col>
      {series.data && (
        <>
          <Grid.Col span={{ base: 12, md: 6 }}>
            <Latency series={series.data} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 6 }}>
            <Throughput series={series.data} />
          </Grid.Col>
        </>
      )}
    </Grid>
  );
}

function Totals({ series }: { series: RequestSeries }) {
  return (
    <Group gap="lg" mb="sm">
      {outcomes.map((outcome) => (
        <Text key={outcome} size="sm" className="tabular">
          <svg className={classes.swatch} viewBox="0 0 10 10" aria-hidden="true">
            <rect width="10" height="10" rx="2" className={classes[outcome]} />
          </svg>
          <PageLink to="/logs" search={{ status: outcome.slice(1), port: "any" }} inherit className={classes.number}>
            {formatCount(series.totals[outcome])} {names[outcome]}
          </PageLink>
        </Text>
      ))}
    </Group>
  );
}
