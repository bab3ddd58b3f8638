import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { CheckIcon, ClockIcon, DownIcon, WarningIcon } from "../../components/icons";
import { PageLink } from "../../components/links";
import { ProblemFacts } from "../../components/states";
import { Tag } from "../../components/tag";
import { formatCount } from "../../lib/format/bytes";
import type { LogEvent, LogFilter } from "./api";
import classes from "./logs.module.css";
import { Took } from "./past-requests";
import { Place } from "./place";
import { Status } from "./status";
import { strings } from "./strings";
import type { TailState } from "./tail-store";
import { useTail } from "./use-tail";

const LINE = 30;
const AT_END = LINE * 2;

/** Requests as they end. Who scrolls up stops it, and is told how many came since. */
export function LiveTail({ filter }: { readonly filter: LogFilter }) {
  const [isStill, setStill] = useState(false);
  const { store, view } = useTail(filter);
  const { rows, fresh, missed, state } = view;
  const isGivenUp = state.kind === "trouble" && state.seconds === undefined;
  const box = useRef<HTMLDivElement>(null);
  // Nothing here is memoized by a compiler.
  // eslint-disable-next-line react-hooks/incompatible-library
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE,
    overscan: 10,
  });
  useEffect(() => store.hold(isStill), [store, isStill]);
  useEffect(() => {
    if (!isStill && box.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [rows, isStill]);
  const scrolled = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    const isAtEnd = scrollHeight - scrollTop - clientHeight < AT_END;
    if (isAtEnd !== !isStill) {
      setStill(!isAtEnd);
    }
  };
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          {strings.tailText}
        </Text>
        <Group gap="sm">
          {!isGivenUp && <State state={state} isStill={isStill} />}
          <Button variant="default" size="xs" onClick={() => store.clear()}>
            {strings.clear}
          </Button>
          {isStill ? (
            <Button size="xs" leftSection={<DownIcon size={14} />} onClick={() => setStill(false)}>
              {fresh > 0 ? strings.fresh(formatCount(fresh)) : strings.goOnLive}
            </Button>
          ) : (
            <Button variant="default" size="xs" onClick={() => setStill(true)}>
              {strings.pause}
            </Button>
          )}
        </Group>
      </Group>
      {state.kind === "trouble" && (
        <Alert color="yellow" variant="light" icon={<WarningIcon />} title={state.problem.message} role="status">
          {state.seconds !== undefined && <Text size="sm">{strings.again(state.seconds)}</Text>}
          <ProblemFacts problem={state.problem} />
        </Alert>
      )}
      {missed > 0 && (
        <Text size="sm" role="status">
          {strings.missed(formatCount(missed))}
        </Text>
      )}
      <div ref={box} className={classes.tail} role="region" aria-label={strings.tailLabel} tabIndex={0} onScroll={scrolled}>
        {rows.length === 0 ? (
          <Text c="dimmed" ta="center" py="xl">
            {isGivenUp ? null : strings.waiting}
          </Text>
        ) : (
          <div className={classes.space} style={{ blockSize: lines.getTotalSize() }}>
            {lines.getVirtualItems().map(({ index, start }) => {
              const event = rows[index];
              return event && <Line key={`${event.requestId} ${event.ts}`} event={event} top={start} />;
            })}
          </div>
        )}
      </div>
    </Stack>
  );
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

function Line({ event, top }: { event: LogEvent; top: number }) {
  const { requestId, time, status, errorCode, op, method, actor, bucket, key, durationMs } = event;
  return (
    <div className={classes.line} style={{ insetBlockStart: top }}>
      <time dateTime={time}>{clock.format(new Date(time))}</time>
      <Status status={status} code={undefined} />
      <span className={classes.cell}>
        <PageLink to="/logs/$id" params={{ id: requestId }}>
          {op ?? method}
        </PageLink>
        {errorCode !== undefined && ` ${errorCode}`}
      </span>
      <span className={`${classes.cell ?? ""} ${classes.wide ?? ""}`}>{actor ?? strings.nobody}</span>
      <span className={`${classes.cell ?? ""} ${classes.wide ?? ""}`}>
        <Place bucket={bucket} objectKey={key} />
      </span>
      <span className={`${classes.end ?? ""} ${classes.wide ?? ""}`}>
        <Took ms={durationMs} />
      </span>
    </div>
  );
}

function State({ state, isStill }: { state: TailState; isStill: boolean }) {
  if (isStill) {
    return <Tag tone="quiet">{strings.paused}</Tag>;
  }
  return state.kind === "live" ? (
    <Tag tone="good" icon={CheckIcon}>
      {strings.live}
    </Tag>
  ) : (
    <Tag tone="quiet" icon={ClockIcon}>
      {strings.connecting}
    </Tag>
  );
}
