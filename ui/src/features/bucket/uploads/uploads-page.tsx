import { Alert, Button, Checkbox, Code, Group, Paper, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import type { Upload } from "../../../api/types.gen";
import { Ago } from "../../../components/ago";
import { Bytes } from "../../../components/bytes";
import { SearchIcon, TrashIcon } from "../../../components/icons";
import { KeyText } from "../../../components/key-text";
import { ActionFailed, Empty, NoMatch, QueryView } from "../../../components/states";
import { partsQuery, uploadsQuery, type Aborted } from "./api";
import { strings } from "./strings";
import classes from "./uploads.module.css";

const AbortDialog = lazy(async () => ({ default: (await import("./abort-dialog")).AbortDialog }));

/** The uploads in parts that are under way in a bucket, to be looked at and aborted. */
export function UploadsPage() {
  const { bucket } = useParams({ from: "/shell/buckets/$bucket" });
  const [typed, setTyped] = useState("");
  const [prefix] = useDebouncedValue(typed, 300);
  const query = useInfiniteQuery(uploadsQuery(bucket, prefix));
  // Kept here: the table goes with the last of what is in it.
  const [done, setDone] = useState<Aborted>();
  return (
    <Paper component="section" withBorder p="md" aria-label={strings.title}>
      <Title order={2} size="h4">
        {strings.title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {strings.about}
      </Text>
      <TextInput
        type="search"
        maw={360}
        mb="sm"
        aria-label={strings.search}
        placeholder={strings.search}
        leftSection={<SearchIcon size={16} />}
        value={typed}
        onChange={({ currentTarget: { value } }) => setTyped(value)}
      />
      {done && <Outcome done={done} />}
      <QueryView query={query} action="s3:ListBucketMultipartUploads">
        {({ pages }) => {
          const uploads = pages.flatMap((page) => page.uploads);
          return uploads.length > 0 ? (
            <Stack gap="xs">
              <UploadTable bucket={bucket} uploads={uploads} isMore={query.hasNextPage} onDone={setDone} />
              {query.hasNextPage && (
                <Button
                  variant="default"
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {strings.more}
                </Button>
              )}
            </Stack>
          ) : prefix === "" ? (
            <Empty title={strings.emptyTitle}>{strings.emptyText}</Empty>
          ) : (
            <NoMatch onClear={() => setTyped("")}>{strings.noMatch(prefix)}</NoMatch>
          );
        }}
      </QueryView>
    </Paper>
  );
}

interface TableProps {
  readonly bucket: string;
  readonly uploads: readonly Upload[];
  /** Whether there are more than those. */
  readonly isMore: boolean;
  readonly onDone: (done: Aborted) => void;
}

function UploadTable({ bucket, uploads, isMore, onDone }: TableProps) {
  const [chosenIds, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAsked, setAsked] = useState(false);
  const chosen = uploads.filter(({ uploadId }) => chosenIds.has(uploadId));
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(chosenIds);
    if (isChosen) {
      next.add(id);
    } else {
      next.delete(id);
    }
    setChosen(next);
  };
  return (
    <>
      <Group gap="sm" mih={36}>
        <Text size="sm" c="dimmed" role="status">
          {chosen.length > 0
            ? strings.chosen(chosen.length)
            : strings.shown(uploads.length, isMore)}
        </Text>
        {chosen.length > 0 && (
          <Button
            color="red"
            variant="light"
            leftSection={<TrashIcon size={16} />}
            onClick={() => setAsked(true)}
          >
            {strings.abort}
          </Button>
        )}
      </Group>
      {/* Roles are said because a table that is laid out as cards is none for browsers. */}
      <Table role="table" aria-label={strings.title} layout="fixed" className={classes.table ?? ""}>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            <Table.Th role="columnheader" w={44}>
              <Checkbox
                aria-label={strings.chooseAll}
                checked={chosen.length === uploads.length}
                indeterminate={chosen.length > 0 && chosen.length < uploads.length}
                onChange={({ currentTarget: { checked } }) =>
                  setChosen(new Set(checked ? uploads.map(({ uploadId }) => uploadId) : []))
                }
              />
            </Table.Th>
            <Table.Th role="columnheader" className={classes.key}>
              {strings.key}
            </Table.Th>
            <Table.Th role="columnheader" className={classes.begun}>
              {strings.begun}
            </Table.Th>
            <Table.Th role="columnheader" className={classes.parts}>
              {strings.parts}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {uploads.map((upload) => (
            <Table.Tr key={upload.uploadId} role="row">
              <Table.Td role="cell">
                <Checkbox
                  aria-label={strings.choose(upload.key)}
                  checked={chosenIds.has(upload.uploadId)}
                  onChange={({ currentTarget: { checked } }) => choose(upload.uploadId, checked)}
                />
              </Table.Td>
              <Table.Td role="cell" className={classes.key}>
                <KeyText value={upload.key} />
              </Table.Td>
              <Table.Td role="cell" className={classes.begun}>
                <Ago time={upload.initiated} />
              </Table.Td>
              <Table.Td role="cell" className={classes.parts}>
                <Parts bucket={bucket} upload={upload} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Suspense>
        {isAsked && (
          <AbortDialog
            bucket={bucket}
            uploads={chosen}
            onDone={(next) => {
              onDone(next);
              setChosen(new Set());
              setAsked(false);
            }}
            onClose={() => setAsked(false)}
          />
        )}
      </Suspense>
    </>
  );
}

/** How many parts of an upload are there: asked for only when somebody wants to know. */
function Parts({ bucket, upload }: { bucket: string; upload: Upload }) {
  const [isWanted, setWanted] = useState(false);
  const parts = useQuery({ ...partsQuery(bucket, upload), enabled: isWanted });
  if (parts.data) {
    const { count, bytes, isMore } = parts.data;
    return (
      <Text span size="sm" className="tabular">
        {count}
        {isMore ? "+" : ""} · <Bytes value={bytes} />
      </Text>
    );
  }
  return parts.isError ? (
    <Code>{parts.error.message}</Code>
  ) : (
    <Button
      variant="subtle"
      size="compact-sm"
      loading={parts.isFetching}
      aria-label={strings.partsOf(upload.key)}
      onClick={() => setWanted(true)}
    >
      {strings.showParts}
    </Button>
  );
}

function Outcome({ done: { count, failures } }: { done: Aborted }) {
  const [first] = failures;
  return (
    <Stack gap="xs" mb="sm" role="status">
      {count > 0 && (
        <Alert color="teal" variant="light">
          {strings.aborted(count)}
        </Alert>
      )}
      {first && (
        <ActionFailed error={first.problem}>
          <Text size="sm">
            {strings.failed(failures.length)} <KeyText value={first.upload.key} />
          </Text>
        </ActionFailed>
      )}
    </Stack>
  );
}
