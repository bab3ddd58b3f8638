import { Paper, Progress, SimpleGrid, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Stats } from "../../api/types.gen";
import { Bytes } from "../../components/bytes";
import { CheckIcon, WarningIcon } from "../../components/icons";
import { formatBytes, formatCount } from "../../lib/format/bytes";
import { formatMillis } from "../../lib/format/millis";
import { isDiskLow, troubles } from "./health";
import classes from "./overview.module.css";
import { strings } from "./strings";

/** The sums of the store, which are exact, and how its server fares. */
export function Tiles({ stats }: { readonly stats: Stats }) {
  const { otherVersions, otherVersionBytes, recent } = stats;
  return (
    <SimpleGrid component="dl" m={0} cols={{ base: 2, sm: 3, xl: 6 }} spacing="md">
      <Tile
        name={strings.buckets}
        more={stats.multipartInProgress > 0 && strings.uploads(formatCount(stats.multipartInProgress))}
      >
        <Link to="/buckets" className={classes.number}>
          {formatCount(stats.buckets)}
        </Link>
      </Tile>
      <Tile
        name={strings.objects}
        more={otherVersions > 0 && strings.objectVersions(formatCount(otherVersions))}
      >
        <Link to="/buckets" search={{ sort: "-objects" }} className={classes.number}>
          {formatCount(stats.objects)}
        </Link>
      </Tile>
      <Tile
        name={strings.stored}
        more={otherVersionBytes > 0 && strings.otherVersions(formatBytes(otherVersionBytes))}
      >
        <Link to="/buckets" search={{ sort: "-bytes" }} className={classes.number}>
          <Bytes value={stats.bytes} />
        </Link>
      </Tile>
      <Disk disk={stats.disk} />
      <Tile
        name={strings.recent}
        more={strings.recentBytes(
          formatBytes(recent.bytesIn / recent.seconds),
          formatBytes(recent.bytesOut / recent.seconds),
        )}
      >
        {strings.recentRequests(formatRate(recent.requests / recent.seconds))}
        {recent.latency.p50Ms !== undefined && (
          <Text span size="sm" c="dimmed" fw={400}>
            {" "}
            {strings.recentLatency(formatMillis(recent.latency.p50Ms))}
          </Text>
        )}
      </Tile>
      <Health stats={stats} />
    </SimpleGrid>
  );
}

function Tile({ name, more, children }: { name: string; more?: ReactNode; children: ReactNode }) {
  return (
    <Paper withBorder p={{ base: "sm", sm: "md" }}>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} fz={{ base: "1.0625rem", md: "1.25rem" }} fw={600} className="tabular">
        {children}
      </Text>
      {more && (
        <Text component="dd" m={0} size="sm" c="dimmed" className="tabular">
          {more}
        </Text>
      )}
    </Paper>
  );
}

function Disk({ disk }: { disk: Stats["disk"] | undefined }) {
  if (disk === undefined) {
    return <Tile name={strings.disk}>{strings.noDisk}</Tile>;
  }
  const { sizeBytes, freeBytes } = disk;
  return (
    <Tile
      name={strings.disk}
      more={
        <>
          {strings.diskOf(formatBytes(sizeBytes))}
          <Progress
            mt={6}
            size="xs"
            color={isDiskLow(disk) ? "red" : "water"}
            value={(1 - freeBytes / sizeBytes) * 100}
            aria-hidden
          />
        </>
      }
    >
      {strings.diskFree(formatBytes(freeBytes))}
    </Tile>
  );
}

/** With a sign beside, so that colour alone tells nothing. */
function Health({ stats }: { stats: Stats }) {
  const found = troubles(stats);
  return (
    <Tile name={strings.health} more={found.length === 0 ? strings.healthyHint : found.slice(1).join(", ")}>
      <span className={found.length === 0 ? classes.good : classes.bad}>
        {found.length === 0 ? <CheckIcon size={18} /> : <WarningIcon size={18} />}{" "}
        {found[0] ?? strings.healthy}
      </span>
    </Tile>
  );
}

function formatRate(perSecond: number): string {
  return new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2 }).format(perSecond);
}
