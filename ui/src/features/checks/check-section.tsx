import { Progress, Stack, Text, VisuallyHidden } from "@mantine/core";
import type { Check } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { Facts } from "../../components/facts";
import { CheckIcon, CrossIcon, JobsIcon, WarningIcon } from "../../components/icons";
import { Section } from "../../components/section";
import { Empty } from "../../components/states";
import { Tag } from "../../components/tag";
import { formatBytes, formatCount } from "../../lib/format/bytes";
import { formatSeconds, partDone, rateText, secondsLeft } from "./rates";
import { strings } from "./strings";

/** How many things a check found wrong, of all kinds. */
export function findingCount({ findings }: Check): number {
  return Object.values(findings).reduce((sum, count) => sum + count, 0);
}

function State({ check }: { check: Check }) {
  const { status } = check;
  if (status === "running") {
    return (
      <Tag tone="busy" icon={JobsIcon}>
        {strings.states.running}
      </Tag>
    );
  }
  if (status === "failed") {
    return (
      <Tag tone="bad" icon={WarningIcon}>
        {strings.states.failed}
      </Tag>
    );
  }
  const found = findingCount(check);
  if (found > 0) {
    return (
      <Tag tone="bad" icon={WarningIcon}>
        {strings.wrong(formatCount(found))}
      </Tag>
    );
  }
  return status === "done" ? (
    <Tag tone="good" icon={CheckIcon}>
      {strings.sound}
    </Tag>
  ) : (
    <Tag tone="quiet" icon={CrossIcon}>
      {strings.states[status]}
    </Tag>
  );
}

/** The check that goes on, or how the last one ended. */
export function CheckSection({ check, seenAt }: { readonly check: Check; readonly seenAt: number }) {
  const { status, dailyAt } = check;
  const daily = dailyAt === undefined ? strings.never : strings.dailyAt(dailyAt);
  if (status === "none") {
    return (
      <Section title={strings.last}>
        <Empty title={strings.none}>{strings.noneText}</Empty>
        <Facts facts={[[strings.daily, daily]]} />
      </Section>
    );
  }
  const isRunning = status === "running";
  const left = isRunning ? secondsLeft(check, seenAt) : undefined;
  return (
    <Section title={isRunning ? strings.underWay : strings.last} aside={<State check={check} />}>
      <Stack gap="sm">
        {isRunning && <Bar check={check} />}
        <Facts
          facts={[
            [strings.kindOf, check.deep ? strings.deep : strings.quick],
            [strings.started, check.startedAt && <Ago key="s" time={check.startedAt} />],
            [strings.ended, check.endedAt && <Ago key="e" time={check.endedAt} />],
            [strings.rows, formatCount(check.rows)],
            [strings.objects, far(check.objects, check.totalObjects, formatCount, isRunning)],
            [strings.bytes, far(check.bytes, check.totalBytes, formatBytes, isRunning)],
            [strings.rate, rateText(check.rate)],
            [strings.left, left === undefined ? "" : strings.about(formatSeconds(left))],
            [strings.daily, daily],
          ]}
        />
        {status === "failed" && <Text size="sm">{strings.failedText}</Text>}
        {isRunning && (
          <Text size="sm" c="dimmed">
            {strings.keepOn}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

function far(done: number, total: number, format: (count: number) => string, isRunning: boolean): string {
  return isRunning ? strings.of(format(done), format(Math.max(done, total))) : format(done);
}

function Bar({ check }: { check: Check }) {
  const part = partDone(check);
  const percent = part === undefined ? 0 : part * 100;
  return (
    <div>
      <Progress size="sm" value={percent} aria-label={strings.progress} animated />
      {part === undefined ? (
        <Text size="sm" c="dimmed" mt={4}>
          {strings.readingRows}
        </Text>
      ) : (
        <VisuallyHidden role="status">{strings.percent(Math.floor(percent / 10) * 10)}</VisuallyHidden>
      )}
    </div>
  );
}
