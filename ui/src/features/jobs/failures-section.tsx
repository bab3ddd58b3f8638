import { Button, Code, Text } from "@mantine/core";
import type { Job, JobFailure } from "../../api/types.gen";
import { DownloadIcon } from "../../components/icons";
import { KeyText } from "../../components/key-text";
import { type Column, Rows } from "../../components/rows";
import { Section } from "../../components/section";
import { formatCount } from "../../lib/format/bytes";
import { saveText } from "../../lib/save-text";
import { failuresCsv } from "./failures-csv";
import { strings } from "./strings";

const columns: readonly Column<JobFailure>[] = [
  { name: strings.key, kind: "name", cell: ({ key }) => <KeyText value={key} /> },
  { name: strings.version, cell: ({ versionId }) => versionId ?? "" },
  { name: strings.code, cell: ({ code }) => <Code>{code}</Code> },
];

/** What a job could not do, as far as it is remembered. */
export function FailuresSection({ job }: { readonly job: Job }) {
  const { failures, failed, id } = job;
  const isOfVersions = failures.some(({ versionId }) => versionId !== undefined);
  const save = () => saveText(`job-${id}-failures.csv`, "text/csv", failuresCsv(failures));
  return (
    <Section
      title={strings.failures}
      aside={
        <Button variant="default" size="xs" leftSection={<DownloadIcon size={14} />} onClick={save}>
          {strings.csv}
        </Button>
      }
    >
      {failed > failures.length && (
        <Text size="sm" c="dimmed" mb="sm">
          {strings.failuresText(formatCount(failures.length), formatCount(failed))}
        </Text>
      )}
      <Rows
        label={strings.failures}
        columns={isOfVersions ? columns : columns.filter(({ name }) => name !== strings.version)}
        rows={failures}
        rowKey={({ key, versionId = "", code }) => `${key} ${versionId} ${code}`}
      />
    </Section>
  );
}
