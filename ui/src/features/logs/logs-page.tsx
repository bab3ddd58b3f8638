import { SegmentedControl } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { Page } from "../../components/page";
import { Loading } from "../../components/states";
import { withoutEmpty } from "../../lib/search";
import type { LogFilter } from "./api";
import { FilterBar } from "./filter-bar";
import { PastRequests } from "./past-requests";
import { RefusalsTable } from "./refusals-table";
import { strings } from "./strings";

const LiveTail = lazy(async () => ({ default: (await import("./live-tail")).LiveTail }));

const shows = ["requests", "tail", "refusals"] as const;

/** Single requests: those that were kept, those that end just now, those that were refused. */
export function LogsPage() {
  const { show: named, ...filter } = useSearch({ from: "/shell/logs" });
  const navigate = useNavigate({ from: "/logs" });
  const show = shows.find((one) => one === named) ?? "requests";
  const go = (change: Partial<Record<keyof LogFilter | "show", string | undefined>>) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...change }), replace: true });
  const clear = () => void navigate({ search: named === undefined ? {} : { show: named }, replace: true });
  return (
    <Page
      title={strings.title}
      actions={
        <SegmentedControl
          aria-label={strings.show}
          data={shows.map((value) => ({ value, label: strings.shows[value] }))}
          value={show}
          onChange={(chosen) => go({ show: chosen === "requests" ? undefined : chosen })}
        />
      }
    >
      {show !== "refusals" && <FilterBar filter={filter} onChange={go} isOfPast={show === "requests"} />}
      {show === "requests" && <PastRequests filter={filter} onClear={clear} />}
      {show === "refusals" && <RefusalsTable />}
      {show === "tail" && (
        <Suspense fallback={<Loading />}>
          <LiveTail filter={filter} />
        </Suspense>
      )}
    </Page>
  );
}
