import { ActionIcon, Anchor, Button, Progress, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Job } from "../../api/types.gen";
import { CrossIcon } from "../../components/icons";
import { KeyText } from "../../components/key-text";
import { asProblem } from "../../lib/http/problem";
import { whileSignedIn } from "../../lib/http/query-client";
import { path, request } from "../../lib/http/request";
import { refreshObjects } from "./api";
import classes from "./objects.module.css";
import {
  forgetJob,
  forgetRefused,
  giveUpWaiting,
  useJobsOf,
  type RefusedJob,
  type StartedJob,
} from "./started-jobs";
import { strings } from "./strings";

const EVERY_MS = 2_000;

/** Jobs whose end the lists show already. They are told of further, wherever one comes from. */
const shown = new WeakSet<StartedJob>();

const isOpen = (job: Job | undefined) =>
  job === undefined || job.status === "waiting" || job.status === "running";

/** The jobs that were started here, each with how far it is, and those that wait for their turn. */
export function JobStrip({ bucket }: { readonly bucket: string }) {
  const { started, waiting, refused } = useJobsOf(bucket);
  return started.length + waiting.length + refused.length === 0 ? null : (
    <ul className={classes.jobs} aria-label={strings.jobs}>
      {waiting.length > 0 && (
        <li className={classes.job}>
          <Text span size="sm" role="status">
            {strings.jobsWait(waiting.length)}
          </Text>
          <span className={classes.spacer} />
          <Button size="compact-sm" variant="default" onClick={() => giveUpWaiting(bucket)}>
            {strings.jobsGiveUp}
          </Button>
        </li>
      )}
      {refused.length > 0 && <RefusedLine refused={refused} bucket={bucket} />}
      {started.map((job) => (
        <JobLine key={job.id} started={job} />
      ))}
    </ul>
  );
}

interface RefusedProps {
  readonly refused: readonly RefusedJob[];
  readonly bucket: string;
}

function RefusedLine({ refused, bucket }: RefusedProps) {
  const [first] = refused;
  return (
    <li className={classes.job}>
      <Text span size="sm" role="alert" className={classes.destroying}>
        {strings.jobsRefused(refused.length)}
        {first && ` ${first.task.prefix ?? first.task.bucket}: ${first.problem.message}`}
      </Text>
      <span className={classes.spacer} />
      <ActionIcon variant="subtle" color="gray" aria-label={strings.dismiss} onClick={() => forgetRefused(bucket)}>
        <CrossIcon size={16} />
      </ActionIcon>
    </li>
  );
}

function JobLine({ started }: { readonly started: StartedJob }) {
  const { id, task } = started;
  const { bucket: from, toBucket = from } = task;
  const client = useQueryClient();
  const router = useRouter();
  const { data: job, error } = useQuery({
    queryKey: ["jobs", id],
    queryFn: ({ signal }) => request<Job>(path`/jobs/${id}`, { signal }),
    refetchInterval: (query) => (isOpen(query.state.data) ? whileSignedIn(EVERY_MS)(query) : false),
  });
  const cancel = useMutation({
    mutationFn: () => request(path`/jobs/${id}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: ["jobs", id] }),
  });
  const done = job?.done ?? 0;
  const isOver = !isOpen(job);
  useEffect(() => {
    // What it did so far shows as it goes on, and all of it at its end, once.
    if ((done > 0 || isOver) && !shown.has(started)) {
      for (const bucket of new Set([from, toBucket])) {
        void refreshObjects(client, bucket, !isOver);
      }
      if (isOver) {
        shown.add(started);
      }
    }
  }, [client, from, toBucket, started, done, isOver]);
  const total = job?.total;
  const link = `/jobs/${encodeURIComponent(id)}`;
  return (
    <li className={classes.job}>
      <Text span size="sm" className={classes.jobName}>
        {strings.jobKinds[task.kind]} <KeyText value={task.prefix ?? task.bucket} />
      </Text>
      <Text span size="sm" c="dimmed" role="status" className="tabular">
        {job ? strings.jobStates[job.status] : strings.jobStates.waiting}
        {done > 0 && ` · ${strings.jobProgress(done, total)}`}
        {job && job.failed > 0 && ` · ${strings.jobFailed(job.failed)}`}
        {error && ` · ${asProblem(error).message}`}
      </Text>
      {!isOver && total !== undefined && total > 0 && (
        <Progress
          className={classes.jobProgress}
          value={(done / total) * 100}
          size="sm"
          aria-label={strings.jobs}
        />
      )}
      <span className={classes.spacer} />
      <Anchor
        size="sm"
        href={router.history.createHref(`${router.basepath.replace(/\/$/, "")}${link}`)}
        onClick={(event) => {
          event.preventDefault();
          void router.navigate({ href: link });
        }}
      >
        {strings.jobLink}
      </Anchor>
      {isOver ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={strings.dismiss}
          onClick={() => forgetJob(id)}
        >
          <CrossIcon size={16} />
        </ActionIcon>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          loading={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          {strings.cancelJob}
        </Button>
      )}
    </li>
  );
}
