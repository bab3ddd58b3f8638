import { Button, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { KeyText } from "../../components/key-text";
import { Page } from "../../components/page";
import { Empty } from "../../components/states";
import { asProblem } from "../../lib/http/problem";
import { FolderPath } from "../objects/folder-path";
import { bucketQuery } from "./api";
import { BucketLine } from "./bucket-line";
import { BucketTabs } from "./bucket-tabs";
import { isDeletion, jobQuery } from "./removal/api";
import { JobBanner } from "./removal/job-banner";
import { RemovalMenu } from "./removal/removal-menu";
import { strings } from "./strings";

/** What stands around each part of a bucket: its name, how it is, and the ways to its parts. */
export function BucketPage() {
  const { bucket } = useParams({ from: "/shell/buckets/$bucket" });
  // Nothing that was asked or typed at one bucket stays over another.
  return <OneBucket key={bucket} bucket={bucket} />;
}

function OneBucket({ bucket }: { bucket: string }) {
  const { job } = useSearch({ from: "/shell/buckets/$bucket" });
  const removal = useQuery({ ...jobQuery(job ?? ""), enabled: job !== undefined });
  // Nothing is asked of a bucket that may be gone by then: the job tells when it is.
  const isLeaving = job !== undefined && (removal.data ? isDeletion(removal.data) : !removal.isError);
  const found = useQuery({ ...bucketQuery(bucket), enabled: !isLeaving });
  const isGone = found.isError && asProblem(found.error).status === 404;
  const isThere = !isGone && !isLeaving;
  useEffect(() => {
    document.title = `${bucket} · ByteBucket`;
  }, [bucket]);
  if (isGone && job === undefined) {
    return <Gone bucket={bucket} />;
  }
  return (
    <Stack gap="sm">
      {/* As high as over the list of objects, so that tabs stay where they are. */}
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <FolderPath bucket={bucket} prefix="" />
        {isThere && <RemovalMenu name={bucket} bucket={found.data ?? null} />}
      </Group>
      {isThere && <BucketTabs bucket={bucket} />}
      <Stack gap="md">
        {found.data && !isGone ? <BucketLine bucket={found.data} /> : null}
        {job !== undefined && <JobBanner bucket={bucket} id={job} />}
        {isThere && <Outlet />}
      </Stack>
    </Stack>
  );
}

function Gone({ bucket }: { bucket: string }) {
  return (
    <Page title={bucket} heading={<KeyText value={bucket} />}>
      <Empty
        title={strings.goneTitle}
        action={
          <Button variant="default" renderRoot={(props) => <Link to="/buckets" {...props} />}>
            {strings.toBuckets}
          </Button>
        }
      >
        {strings.goneText(bucket)}
      </Empty>
    </Page>
  );
}
