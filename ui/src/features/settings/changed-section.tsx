import { Button, Code, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DownloadIcon } from "../../components/icons";
import { PageLink } from "../../components/links";
import { type Column, Rows } from "../../components/rows";
import { Section } from "../../components/section";
import { QueryView } from "../../components/states";
import { saveText } from "../../lib/save-text";
import { standingsQuery } from "./api";
import { type Changed, changedOf, envText } from "./changed";
import { shown } from "./fields";
import { strings } from "./strings";

const tabOf = { ratelimit: "limits", ipban: "bans", trustedproxy: "proxies" } as const;

const columns: readonly Column<Changed>[] = [
  {
    name: strings.setting,
    kind: "name",
    cell: ({ setting, field }) => (
      <PageLink to="/settings/$section" params={{ section: tabOf[setting] }}>
        {strings.sections[tabOf[setting]]}: {field.label}
      </PageLink>
    ),
  },
  { name: strings.variable, cell: ({ field }) => <Code>{field.env}</Code> },
  { name: strings.env, cell: ({ env }) => shown(env) },
  { name: strings.effective, cell: ({ effective }) => <strong>{shown(effective)}</strong> },
];

/** What was saved here and is not as the server was started, and all that holds as a file for its next start. */
export function ChangedSection() {
  const standings = useQuery(standingsQuery);
  const { data } = standings;
  return (
    <Section
      title={strings.changedTitle}
      aside={
        data && (
          <Button
            variant="default"
            size="xs"
            leftSection={<DownloadIcon size={16} />}
            title={strings.exportHint}
            onClick={() => saveText("bytebucket.env", "text/plain", envText(data))}
          >
            {strings.export}
          </Button>
        )
      }
    >
      <QueryView query={standings} action="admin:GetSettings">
        {(found) => {
          const changed = changedOf(found);
          return changed.length === 0 ? (
            <Text size="sm" c="dimmed">
              {strings.nothingChanged}
            </Text>
          ) : (
            <Rows
              label={strings.changedTitle}
              columns={columns}
              rows={changed}
              rowKey={({ field }) => field.env ?? field.name}
            />
          );
        }}
      </QueryView>
    </Section>
  );
}
