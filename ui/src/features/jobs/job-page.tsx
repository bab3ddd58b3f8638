import { Button, Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Job } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { Bytes } from "../../components/bytes";
import { Confirm } from "../../components/confirm";
import { CopyButton } from "../../components/copy-button";
import { Facts } from "../../components/facts";
import { KeyText } from "../../components/key-text";
import { ButtonLink } from "../../components/links";
import { Page } from "../../components/page";
import { Section } from "../../components/section";
import { Empty, QueryView } from "../../components/states";
import { formatCount } from "../../lib/format/bytes";
import { asProblem } from "../../lib/http/problem";
import { cancelJob, isOpen, jobQuery } from "./api";
import { JobProgress, JobState, JobTask, Starter } from "./job-parts";
import { FailuresSection } from "./failures-section";
import { formatSeconds, type Mark, meanRate, rateOf, secondsLeft, withMark } from "./rate";
import { strings } from "./strings";

/** One job, as it goes on. */
export function JobPage() {
  const { id } = useParams({ from: "/shell/jobs/$id" });
  const job = useQuery(jobQuery(id));
  const [isAsking, setAsking] = useState(false);
  const client = useQueryClient();
  if (job.data === undefined && job.isError && asProblem(job.error).status === 404) {
    return (
      <Page title={strings.noSuch} heading="">
        <Empty
          title={strings.noSuch}
          action={
            <ButtonLink to="/jobs" variant="default">
              {strings.toJobs}
            </ButtonLink>
          }
        >
          {strings.noSuchText}
        </Empty>
      </Page>
    );
  }
  const { data } = job;
  return (
    <Page
      title={strings.job}
      above={{ to: "/jobs", name: strings.title }}
      heading={data ? <JobTask task={data.task} full /> : strings.job}
      actions={
        data && isOpen(data) ? (
          <Button color="red" variant="light" onClick={() => setAsking(true)}>
            {strings.cancel}
          </Button>
        ) : undefined
      }
    >
      <QueryView query={job} action="admin:ListJobs">
        {(found) => (
          <Stack gap="lg">
            <ProgressSection job={found} seenAt={job.dataUpdatedAt} />
            {found.failed > 0 && <FailuresSection job={found} />}
            <Details job={found} />
          </Stack>
        )}
      </QueryView>
      {isAsking && (
        <Confirm
          title={strings.cancelTitle}
          action={strings.cancelAction}
          isDestroying
          run={() => cancelJob(id)}
          onDone={() => void client.invalidateQueries({ queryKey: ["jobs"] })}
          onClose={() => setAsking(false)}
        >
          <Text size="sm">{strings.cancelText}</Text>
        </Confirm>
      )}
    </Page>
  );
}

function ProgressSection({ job, seenAt }: { job: Job; seenAt: number }) {
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  const count = job.done + job.failed;
  if (marks.at(-1)?.atMs !== seenAt) {
    setMarks(withMark(marks, { atMs: seenAt, done: count }));
  }
  const isGoing = isOpen(job);
  const rate = isGoing ? (rateOf(marks) ?? meanRate(job)) : meanRate(job);
  const left = isGoing ? secondsLeft(job, rate) : undefined;
  const tenth = job.total ? Math.floor((count * 10) / job.total) * 10 : undefined;
  return (
    <Section title={strings.progress} aside={<JobState job={job} />}>
      <Stack gap="sm">
        <JobProgress job={job} />
        {isGoing && tenth !== undefined && <VisuallyHidden role="status">{`${tenth} %`}</VisuallyHidden>}
        <Facts
          facts={[
            [strings.bytes, <Bytes key="b" value={job.doneBytes} />],
            [strings.rate, rate === undefined ? "" : strings.perSecond(formatCount(Math.round(rate)))],
            [strings.left, left === undefined ? "" : strings.about(formatSeconds(left))],
          ]}
        />
        {job.reason !== undefined && <Text size="sm">{strings.reasons[job.reason]}</Text>}
        {isGoing && (
          <Text size="sm" c="dimmed">
            {strings.keepOn}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

function Details({ job }: { job: Job }) {
  const { kind, overwrite = true } = job.task;
  return (
    <Section title={strings.details}>
      <Facts
        facts={[
          [strings.what, <JobTask key="w" task={job.task} full />],
          [
            strings.overwrite,
            kind === "copy-prefix" || kind === "move-prefix" ? (overwrite ? strings.replaced : strings.kept) : "",
          ],
          [strings.by, <Starter key="s" id={job.startedBy} />],
          [strings.started, <Ago key="t" time={job.startedAt} />],
          [strings.changed, <Ago key="c" time={job.changedAt} />],
          [
            strings.id,
            <Group key="i" gap={4} wrap="nowrap">
              <KeyText value={job.id} />
              <CopyButton text={job.id} what={strings.theId} />
            </Group>,
          ],
        ]}
      />
    </Section>
  );
}
