import { Button, Group, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { DownloadIcon } from "../../components/icons";
import { Page } from "../../components/page";
import { Empty, NoMatch, QueryView } from "../../components/states";
import { withoutEmpty } from "../../lib/search";
import { type AuditFilter, auditQuery, linesHref } from "./api";
import { AuditFilterBar } from "./audit-filter-bar";
import { AuditTable } from "./audit-table";
import { strings } from "./strings";

/** Who changed what, the latest first. */
export function AuditPage() {
  const filter = useSearch({ from: "/shell/audit" });
  const navigate = useNavigate({ from: "/audit" });
  const audit = useInfiniteQuery(auditQuery(filter));
  const isFiltered = Object.keys(filter).length > 0;
  const change = (part: AuditFilter) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...part }), replace: true });
  return (
    <Page
      title={strings.title}
      actions={
        <Button
          component="a"
          variant="default"
          leftSection={<DownloadIcon size={16} />}
          href={linesHref(filter)}
          download="audit.jsonl"
          title={strings.jsonlHint}
        >
          {strings.jsonl}
        </Button>
      }
    >
      <AuditFilterBar filter={filter} onChange={change} />
      <QueryView query={audit} action="admin:ReadAudit">
        {({ pages }) => {
          const events = pages.flatMap((page) => page.events);
          const more = audit.hasNextPage ? () => void audit.fetchNextPage() : undefined;
          if (events.length === 0 && !more) {
            return isFiltered ? (
              <NoMatch onClear={() => void navigate({ search: {}, replace: true })} />
            ) : (
              <Empty title={strings.empty}>{strings.emptyText}</Empty>
            );
          }
          return (
            <Stack>
              {events.length > 0 && <AuditTable events={events} />}
              {more && (
                <Group justify="center">
                  <Button variant="default" loading={audit.isFetchingNextPage} onClick={more}>
                    {pages.at(-1)?.events.length === 0 ? strings.goOn : strings.more}
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
