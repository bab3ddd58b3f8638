import { Alert, Button, Code, Group, List, Progress, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Job } from "../../../api/types.gen";
import { KeyText } from "../../../components/key-text";
import { ActionFailed, QueryView } from "../../../components/states";
import type { BucketSearch } from "../../../lib/bucket-search";
import { formatCount } from "../../../lib/format/bytes";
import { omit } from "../../../lib/omit";
import { cancelJob, isDeletion, isOpen, jobQuery } from "./api";
import { strings } from "./strings";

const texts = strings.job;

interface Props {
  readonly bucket: string;
  readonly id: string;
}

/**
 * How the emptying of a bucket stands, or its deletion; its address is in that of the page, so a
 * reload shows it again.
 */
export function JobBanner({ bucket, id }: Props) {
  const query = useQuery(jobQuery(id));
  return (
    <QueryView query={query} action="admin:ListJobs" loading={<span />}>
      {(job) => <Banner bucket={bucket} job={job} />}
    </QueryView>
  );
}

function Banner({ bucket, job }: { bucket: string; job: Job }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelJob(job.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ["jobs", job.id] }),
  });
  const isToGo = job.task.kind === "delete-bucket";
  const isAsked = !isDeletion(job);
  const isDeleted = isToGo && job.status === "done" && job.failed === 0;
  const { done } = job;
  useEffect(() => {
    if (isDeleted) {
      void navigate({ to: "/buckets" }).then(() => {
        queries.removeQueries({ queryKey: ["bucket", bucket] });
        void queries.invalidateQueries({ queryKey: ["buckets"] });
      });
    }
  }, [isDeleted, navigate, queries, bucket]);
  useEffect(() => {
    if (isAsked) {
      void queries.invalidateQueries({ queryKey: ["bucket", bucket] });
    }
  }, [queries, bucket, done, isAsked]);
  return (
    <Alert
      variant="light"
      color={isOpen(job) ? "water" : job.status === "done" && job.failed === 0 ? "teal" : "yellow"}
      title={titleOf(job)}
      role="status"
    >
      <Stack gap="xs">
        <Figures job={job} />
        {isOpen(job) && (
          <Text size="sm">{isToGo ? `${texts.goesOn} ${texts.thenDelete}` : texts.goesOn}</Text>
        )}
        {!isOpen(job) && job.failed > 0 && <Failures job={job} isDeletion={isToGo} />}
        {cancel.isError && <ActionFailed error={cancel.error} />}
        <Group gap="xs">
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/jobs/$id" params={{ id: job.id }} {...props} />}
          >
            {texts.look}
          </Button>
          {isOpen(job) ? (
            <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {texts.cancel}
            </Button>
          ) : (
            <Button
              variant="default"
              onClick={() =>
                void navigate({
                  to: ".",
                  search: (before: BucketSearch) => omit(before, "job"),
                  replace: true,
                })
              }
            >
              {texts.dismiss}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

function titleOf(job: Job): string {
  return job.status === "stopped"
    ? texts.stopped(job.reason ? texts.reasons[job.reason] : "")
    : texts[job.status];
}

function Figures({ job: { status, done, failed, total } }: { job: Job }) {
  const said =
    total === undefined
      ? texts.progressOnly(formatCount(done))
      : texts.progress(formatCount(done), formatCount(total));
  return (
    <>
      <Text size="sm" className="tabular">
        {said}
        {failed > 0 && `, ${texts.failed(formatCount(failed))}`}
      </Text>
      {status === "running" && total !== undefined && total > 0 && (
        <Progress.Root size="sm">
          <Progress.Section
            value={Math.min(100, ((done + failed) / total) * 100)}
            aria-label={said}
          />
        </Progress.Root>
      )}
    </>
  );
}

function Failures({ job, isDeletion }: { job: Job; isDeletion: boolean }) {
  return (
    <div>
      {isDeletion && <Text size="sm">{texts.left}</Text>}
      <List size="sm">
        {job.failures.map(({ key, versionId = "", code }) => (
          <List.Item key={`${key} ${versionId}`}>
            <KeyText value={key} /> <Code>{code}</Code>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
