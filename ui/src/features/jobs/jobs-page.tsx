import { Button, Group, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Job } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { ButtonLink, PageLink } from "../../components/links";
import { Page } from "../../components/page";
import { type Column, Rows } from "../../components/rows";
import { Empty, QueryView } from "../../components/states";
import { jobsQuery } from "./api";
import { JobProgress, JobState, JobTask, Starter } from "./job-parts";
import { strings } from "./strings";

const columns: readonly Column<Job>[] = [
  {
    name: strings.what,
    kind: "name",
    cell: ({ id, task }) => (
      <PageLink to="/jobs/$id" params={{ id }}>
        <JobTask task={task} />
      </PageLink>
    ),
  },
  { name: strings.state, cell: (job) => <JobState job={job} /> },
  { name: strings.progress, cell: (job) => <JobProgress job={job} /> },
  { name: strings.by, cell: ({ startedBy }) => <Starter id={startedBy} /> },
  { name: strings.started, kind: "tight", cell: ({ startedAt }) => <Ago time={startedAt} /> },
];

/** What the server does by itself, and what it did lately. */
export function JobsPage() {
  const jobs = useInfiniteQuery(jobsQuery);
  return (
    <Page title={strings.title}>
      <QueryView query={jobs} action="admin:ListJobs">
        {({ pages }) => {
          const found = pages.flatMap((page) => page.jobs);
          return found.length === 0 ? (
            <Empty
              title={strings.empty}
              action={
                <ButtonLink to="/buckets" variant="default">
                  {strings.toBuckets}
                </ButtonLink>
              }
            >
              {strings.emptyText}
            </Empty>
          ) : (
            <Stack>
              <Rows label={strings.title} columns={columns} rows={found} rowKey={({ id }) => id} />
              {jobs.hasNextPage && (
                <Group justify="center">
                  <Button
                    variant="default"
                    loading={jobs.isFetchingNextPage}
                    onClick={() => void jobs.fetchNextPage()}
                  >
                    {strings.more}
                  </Button>
                </Group>
              )}
            </Stack>
          );
        }}
      </QueryView>
    </Page>
  );
}
