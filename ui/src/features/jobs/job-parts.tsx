import { Group, Progress, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Job } from "../../api/types.gen";
import { CheckIcon, ClockIcon, CrossIcon, JobsIcon, WarningIcon } from "../../components/icons";
import { KeyText } from "../../components/key-text";
import { PageLink } from "../../components/links";
import { Tag } from "../../components/tag";
import { formatCount } from "../../lib/format/bytes";
import { path, request } from "../../lib/http/request";
import { useMay } from "../../lib/whoami";
import { isOpen } from "./api";
import { strings } from "./strings";

const looks = {
  waiting: { tone: "quiet", icon: ClockIcon },
  running: { tone: "busy", icon: JobsIcon },
  done: { tone: "good", icon: CheckIcon },
  cancelled: { tone: "quiet", icon: CrossIcon },
  stopped: { tone: "bad", icon: WarningIcon },
} as const;

/** Whether a job goes on, or how it ended. */
export function JobState({ job: { status, failed } }: { readonly job: Job }) {
  const isPartly = status === "done" && failed > 0;
  const look = isPartly ? ({ tone: "warn", icon: WarningIcon } as const) : looks[status];
  return <Tag {...look}>{isPartly ? strings.doneWithFailures : strings.states[status]}</Tag>;
}

/** What a job does, and where: with `full`, all of the names, over several lines where they must. */
export function JobTask({ task, full = false }: { readonly task: Job["task"]; readonly full?: boolean }) {
  const { kind, bucket, prefix = "", toBucket = bucket, toPrefix = "" } = task;
  const isCopy = kind === "copy-prefix" || kind === "move-prefix";
  return (
    <Group component="span" gap={6} wrap="wrap" maw="100%" style={{ display: "inline-flex" }}>
      <span>{strings.kinds[kind]}</span>
      <KeyText value={`${bucket}/${prefix}`} full={full} />
      {isCopy && (
        <>
          <span>{strings.to}</span>
          <KeyText value={`${toBucket}/${toPrefix}`} full={full} />
        </>
      )}
      {task.allVersions === true && (
        <Text span inherit c="dimmed">
          {strings.allVersions}
        </Text>
      )}
    </Group>
  );
}

/** How far a job is, in numbers and as a bar where it is known how much there is. */
export function JobProgress({ job }: { readonly job: Job }) {
  const { done, failed, total } = job;
  const text =
    total === undefined
      ? strings.doneSoFar(formatCount(done))
      : strings.of(formatCount(done), formatCount(Math.max(total, done + failed)));
  return (
    <div>
      <Text span inherit className="tabular">
        {text}
        {failed > 0 && `, ${strings.failedCount(formatCount(failed))}`}
      </Text>
      {isOpen(job) && total !== undefined && (
        <Progress
          size="sm"
          mt={4}
          value={total === 0 ? 100 : Math.min(100, ((done + failed) / total) * 100)}
          aria-label={strings.progress}
        />
      )}
    </div>
  );
}

/** Who started a job: by name, where one may know. */
export function Starter({ id }: { readonly id: string }) {
  const mayLook = useMay("admin:GetUser");
  const { data } = useQuery({
    queryKey: ["users", "name", id],
    queryFn: ({ signal }) => request<{ name?: string; accessKeyID: string }>(path`/users/${id}`, { signal }),
    enabled: mayLook,
    retry: false,
    staleTime: 60_000,
  });
  if (!data) {
    return <KeyText value={id} />;
  }
  return (
    <PageLink to="/users/$id" params={{ id }}>
      {data.name ?? data.accessKeyID}
    </PageLink>
  );
}
