import { ActionIcon, Progress, Text, VisuallyHidden } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ChevronIcon, CrossIcon, DownIcon, WarningIcon } from "../../components/icons";
import type { Snapshot } from "../../transfers/store";
import { refreshObjects } from "../objects/api";
import { Panel } from "./panel";
import { strings } from "./strings";
import { busyCount, formatLeft, hasNews, nothingSaid, openCount, percentOf, sayNext, secondsLeft, titleOf, wantsPersonCount } from "./summary";
import classes from "./transfers.module.css";
import { useSnapshot, useTransfers } from "./use-transfers";

const REFETCH_AFTER_MS = 2_000;

/** The bar of uploads below every page, while there are any or there is news of some, and the panel above it. */
export function TransfersDock() {
  const transfers = useTransfers();
  const snapshot = useSnapshot();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => transfers.start(), [transfers]);
  useFreshLists();
  useNoStrayDrops();
  useOpenWhenAsked(snapshot, setOpen);
  const said = useSaid(snapshot);
  const isEmpty = snapshot.uploads.length === 0 && snapshot.walking === 0 && !hasNews(snapshot.taken);
  return (
    <>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {!isEmpty && (
        <>
          <Room />
          <section
            className={classes.dock}
            aria-label={strings.uploads}
            onKeyDown={({ key }) => key === "Escape" && setOpen(false)}
          >
            <Bar
              snapshot={snapshot}
              isOpen={isOpen}
              onToggle={() => setOpen(!isOpen)}
              onDismiss={() => transfers.dismiss()}
            />
            {isOpen && <Panel snapshot={snapshot} transfers={transfers} />}
          </section>
        </>
      )}
    </>
  );
}

/** What the page ends with is not below the bar; a page that fills the window makes room for it. */
function Room() {
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset.uploads = "";
    return () => {
      delete dataset.uploads;
    };
  }, []);
  return <div className={classes.spacer} />;
}

interface BarProps {
  readonly snapshot: Snapshot;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onDismiss: () => void;
}

function Bar({ snapshot, isOpen, onToggle, onDismiss }: BarProps) {
  const percent = percentOf(snapshot);
  const left = secondsLeft(snapshot);
  const isBusy = busyCount(snapshot) > 0 && snapshot.hold === undefined;
  const isMoving = openCount(snapshot) > wantsPersonCount(snapshot);
  const label = isOpen ? strings.close : strings.open;
  return (
    <>
      <div className={classes.bar}>
        {wantsPersonCount(snapshot) > 0 && (
          <span className={classes.attention}>
            <WarningIcon />
          </span>
        )}
        <div className={classes.title}>
          <div className={classes.titleText}>{titleOf(snapshot)}</div>
          {isMoving && (
            <Text size="xs" c="dimmed" className="tabular">
              {percent} %
              {isBusy && snapshot.rate > 0 && ` · ${strings.rate(snapshot.rate)}`}
              {isBusy && left !== undefined && ` · ${formatLeft(left)}`}
            </Text>
          )}
        </div>
        <ActionIcon variant="subtle" color="gray" aria-label={label} title={label} aria-expanded={isOpen} onClick={onToggle}>
          {isOpen ? <DownIcon /> : <ChevronUp />}
        </ActionIcon>
        {openCount(snapshot) === 0 && snapshot.walking === 0 && (
          <ActionIcon variant="subtle" color="gray" aria-label={strings.dismiss} title={strings.dismiss} onClick={onDismiss}>
            <CrossIcon />
          </ActionIcon>
        )}
      </div>
      <Progress size={4} radius={0} value={percent} aria-label={strings.progress} />
    </>
  );
}

function ChevronUp() {
  return (
    <span style={{ display: "inline-flex", rotate: "-90deg" }}>
      <ChevronIcon />
    </span>
  );
}

/** Shows the panel when a person is asked for something, or told of something, for the first time. */
function useOpenWhenAsked(snapshot: Snapshot, setOpen: (isOpen: boolean) => void): void {
  const asked = wantsPersonCount(snapshot);
  const before = useRef(0);
  useEffect(() => {
    if (asked > 0 && before.current === 0) {
      setOpen(true);
    }
    before.current = asked;
  }, [asked, setOpen]);
  const news = hasNews(snapshot.taken) ? snapshot.taken : undefined;
  useEffect(() => {
    if (news) {
      setOpen(true);
    }
  }, [news, setOpen]);
}

/** What is read aloud of it. */
function useSaid(snapshot: Snapshot): string {
  const [said, setSaid] = useState(nothingSaid);
  const next = sayNext(said, snapshot);
  if (next !== said) {
    setSaid(next);
  }
  return next.text;
}

/** Lists show what was uploaded into them: soon, and not for each of thousands of files. */
function useFreshLists(): void {
  const transfers = useTransfers();
  const queryClient = useQueryClient();
  useEffect(() => {
    const buckets = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refreshSoon = (bucket: string) => {
      buckets.add(bucket);
      timer ??= setTimeout(() => {
        timer = undefined;
        const isMoreComing = busyCount(transfers.store.snapshot()) > 0;
        for (const each of buckets) {
          void refreshObjects(queryClient, each, isMoreComing);
          void queryClient.invalidateQueries({ queryKey: ["folders", each] });
        }
        buckets.clear();
        void queryClient.invalidateQueries({ queryKey: ["stats"] });
      }, REFETCH_AFTER_MS);
    };
    const stop = transfers.onUploaded(refreshSoon);
    // The page takes files before this bar is loaded, which may come after the last of them.
    transfers.store.inState("done").forEach((id) => {
      const upload = transfers.store.get(id);
      if (upload) {
        refreshSoon(upload.bucket);
      }
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [transfers, queryClient]);
}

/** A file that is dropped beside its target would be opened in place of the console. */
function useNoStrayDrops(): void {
  useEffect(() => {
    const keep = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files") && !event.defaultPrevented) {
        event.preventDefault();
        event.dataTransfer.dropEffect = "none";
      }
    };
    window.addEventListener("dragover", keep);
    window.addEventListener("drop", keep);
    return () => {
      window.removeEventListener("dragover", keep);
      window.removeEventListener("drop", keep);
    };
  }, []);
}
