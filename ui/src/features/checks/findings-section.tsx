import { Button, Code, Group, Select, Stack, Text } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Check, CheckFinding } from "../../api/types.gen";
import { CopyButton } from "../../components/copy-button";
import { type Column, Rows } from "../../components/rows";
import { Section } from "../../components/section";
import { formatCount } from "../../lib/format/bytes";
import { withoutEmpty } from "../../lib/search";
import { findingCount } from "./check-section";
import { PlaceName } from "./place";
import { strings } from "./strings";

/** So many show at once; a table of a thousand is slow to draw. */
const SHOWN = 100;

const columns: readonly Column<CheckFinding>[] = [
  { name: strings.where, kind: "name", cell: (finding) => <PlaceName place={finding} /> },
  { name: strings.kind, kind: "tight", cell: ({ kind }) => kind },
  { name: strings.detail, kind: "wrap", cell: ({ detail }) => detail },
  { name: strings.repair, cell: ({ repair }) => strings.repairs[repair] },
];

/** What a check found, by bucket and key as far as it may be told, and what there is to do. */
export function FindingsSection({ check }: { readonly check: Check }) {
  const { kind } = useSearch({ from: "/shell/checks" });
  const navigate = useNavigate({ from: "/checks" });
  const [shown, setShown] = useState(SHOWN);
  const kinds = Object.entries(check.findings).sort(([one], [other]) => one.localeCompare(other));
  const all = kind === undefined ? findingCount(check) : (check.findings[kind] ?? 0);
  const named = check.named.filter((finding) => kind === undefined || finding.kind === kind);
  const rows = named.slice(0, shown);
  return (
    <Section title={strings.findings}>
      <Stack>
        <Select
          label={strings.onlyKind}
          placeholder={strings.allKinds}
          data={kinds.map(([value, count]) => ({ value, label: strings.kindCount(value, formatCount(count)) }))}
          value={kind ?? null}
          clearable
          maw={320}
          onChange={(chosen) => {
            setShown(SHOWN);
            void navigate({ search: withoutEmpty({ kind: chosen ?? undefined }), replace: true });
          }}
        />
        {rows.length === 0 ? (
          <Text size="sm" c="dimmed">
            {strings.noNames}
          </Text>
        ) : (
          <Rows label={strings.findings} columns={columns} rows={rows} rowKey={(row) => String(rows.indexOf(row))} />
        )}
        {named.length < all && (
          <Text size="sm" c="dimmed">
            {strings.shown(formatCount(named.length), formatCount(all))}
          </Text>
        )}
        {rows.length < named.length && (
          <Group justify="center">
            <Button variant="default" onClick={() => setShown(shown + SHOWN)}>
              {strings.more(formatCount(Math.min(SHOWN, named.length - rows.length)))}
            </Button>
          </Group>
        )}
        <div>
          <Text size="sm" mb={4}>
            {strings.howToRepair}
          </Text>
          <Group gap={4} wrap="nowrap">
            <Code>{strings.repairCommand}</Code>
            <CopyButton text={strings.repairCommand} what={strings.theCommand} />
          </Group>
        </div>
      </Stack>
    </Section>
  );
}
