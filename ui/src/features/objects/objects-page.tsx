import { useHotkeys } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { copyText } from "../../lib/clipboard";
import { Problem } from "../../lib/http/problem";
import { parentOf, s3Address } from "../../lib/keys";
import type { Find, ObjectTab } from "../../lib/places";
import { BucketTabs } from "../bucket/bucket-tabs";
import { FirstUpload, UploadMenu } from "../transfers";
import { actionsOn, type Means } from "./actions";
import { downloadHref, refreshObjects, zipHref, type Place } from "./api";
import { archiveOf } from "./archive";
import type { Asked } from "./dialogs";
import { FolderPath } from "./folder-path";
import { follow, Frame } from "./frame";
import { JobStrip } from "./job-strip";
import { ListAge, ListMessage } from "./list-message";
import { NoticeBar, type Notice } from "./notice";
import { ObjectGrid, useCards } from "./object-grid";
import classes from "./objects.module.css";
import { remember } from "./recent";
import { bringBack } from "./removal";
import type { Row } from "./rows";
import { nextSort, type Sort } from "./sort";
import { StatusBar } from "./status-bar";
import { strings } from "./strings";
import { Toolbar } from "./toolbar";
import { useOfPlace } from "./use-of-place";
import { useRows } from "./use-rows";
import { useSelection } from "./use-selection";

const Dialogs = lazy(() => import("./dialogs"));
const RowMenu = lazy(() => import("./row-menu"));
const QuickLook = lazy(() => import("./quick-look"));

/** What the address says of a bucket. */
interface Where {
  readonly prefix: string;
  readonly q: string;
  readonly find: Find | undefined;
  readonly show: Place["show"];
  readonly sort: Sort | undefined;
}

/** The objects of a bucket: a folder, all below it, or what was deleted there. */
export function ObjectsPage() {
  const { bucket } = useParams({ from: "/shell/buckets/$bucket/objects" });
  const search = useSearch({ from: "/shell/buckets/$bucket/objects" });
  const { prefix = "", q = "", find, show = "folders", sort } = search;
  const within = find === "within" ? q : "";
  const place: Place = { bucket, prefix, q: find === "within" ? "" : q, show };
  const placeId = JSON.stringify([place, within]);
  const navigate = useNavigate();
  const client = useQueryClient();
  const [grid, setGrid] = useState<HTMLDivElement | null>(null);
  const isCards = useCards();
  const [cameFrom, setCameFrom] = useState<string>();
  const [asked, setAsked] = useOfPlace<Asked>(placeId);
  const [menu, setMenu] = useOfPlace<{ readonly x: number; readonly y: number; readonly rows: readonly Row[] }>(placeId);
  const [notice, setNotice] = useState<Notice>();
  const [isLooking, setLooking] = useOfPlace<true>(placeId);
  const list = useRows(place, sort, within);
  const chosen = useSelection(placeId, list.rows, cameFrom);

  useEffect(() => {
    document.title = `${strings.title(bucket, prefix)} · ByteBucket`;
    remember(bucket, prefix);
  }, [bucket, prefix]);

  const goTo = (to: Partial<Where>, isSamePage = false) => {
    const next = { prefix, q, find, show, sort, ...to };
    void navigate({
      to: "/buckets/$bucket/objects",
      params: { bucket },
      search: {
        ...(next.prefix === "" ? {} : { prefix: next.prefix }),
        ...(next.q === "" ? {} : { q: next.q }),
        ...(next.find === undefined ? {} : { find: next.find }),
        ...(next.show === "folders" ? {} : { show: next.show }),
        ...(next.sort === undefined ? {} : { sort: next.sort }),
      },
      replace: isSamePage,
    });
  };
  const open = (row: Row, tab?: ObjectTab) => {
    if (row.kind === "folder") {
      setCameFrom(undefined);
      goTo({ prefix: row.key, q: "", find: undefined, show: "folders" });
    } else {
      const wanted = tab ?? (row.kind === "deleted" ? "versions" : undefined);
      void navigate({
        to: "/buckets/$bucket/object",
        params: { bucket },
        search: { key: row.key, ...(wanted === undefined ? {} : { tab: wanted }) },
      });
    }
  };
  const fail = (error: unknown) => setNotice({ error });
  const means: Means = {
    open,
    downloadHref: (key) => downloadHref(bucket, key),
    zip: (rows) => {
      const wanted = archiveOf(place, rows, list.isWhole && rows.length === list.loaded);
      if (wanted === undefined) {
        fail(new Problem(400, "TooManyNames", strings.zipTooMany, ""));
        return;
      }
      zipHref(bucket, wanted.keys, wanted.prefixes).then((address) => {
        follow(address);
        setNotice({ text: strings.zipBegun });
      }, fail);
    },
    rename: (row) => setAsked({ kind: "rename", row }),
    tags: (rows) => setAsked({ kind: "tags", rows }),
    headers: (rows) => setAsked({ kind: "headers", rows }),
    transfer: (how, rows) => setAsked({ kind: "transfer", how, rows }),
    copyAddress: (row) => {
      void copyText(s3Address(bucket, row.key)).then((isThere) =>
        setNotice({ text: isThere ? strings.copied : strings.notCopied }),
      );
    },
    restore: (rows) => {
      bringBack(bucket, rows.map(({ key }) => key)).then((outcome) => {
        const [failure] = outcome.failures;
        done(failure ? { error: failure.problem } : { text: strings.restoreDone(outcome.done.length) });
      }, fail);
    },
    remove: (rows, isForGood) => setAsked({ kind: "delete", rows, isForGood }),
  };
  const changed = (isShown = false) => {
    void refreshObjects(client, bucket, isShown);
    void client.invalidateQueries({ queryKey: ["stats"] });
    void client.invalidateQueries({ queryKey: ["folders", bucket] });
    void client.invalidateQueries({ queryKey: ["object", bucket] });
  };
  const closeDialog = () => {
    setAsked(undefined);
    grid?.focus();
  };
  const done = (next: Notice | undefined, goToKey?: string, isShown = false) => {
    closeDialog();
    setNotice(next);
    chosen.forget();
    setCameFrom(goToKey);
    changed(isShown);
  };
  const becomeNotice = useCallback(
    (next: Notice | undefined) => {
      setNotice(next);
      // What was undone shows. A notice that goes changes nothing.
      if (next) {
        void refreshObjects(client, bucket);
      }
    },
    [client, bucket],
  );

  const { active } = chosen.selection;
  const acted = chosen.chosen.length > 0 ? chosen.chosen : list.rows.slice(active, active < 0 ? 0 : active + 1);
  const askRename = () => {
    const [row] = acted;
    if (row && acted.length === 1 && row.kind !== "deleted") {
      means.rename(row);
    }
  };
  const askDelete = () => {
    if (acted.length > 0) {
      means.remove(acted, show === "deleted");
    }
  };
  const openMenu = (index: number, x: number, y: number) => {
    const row = list.rows[index];
    if (row) {
      const isChosen = chosen.selection.ids.has(row.id);
      setMenu({ x, y, rows: isChosen ? chosen.chosen : [row] });
    }
  };
  const up = () => {
    if (prefix !== "") {
      setCameFrom(prefix);
      goTo({ prefix: parentOf(prefix), q: "", find: undefined });
    }
  };
  const sortBy = (next: Sort | undefined) => {
    chosen.reordered();
    goTo({ sort: next }, true);
  };
  // It takes the place of nothing that is open.
  const help = () => setAsked(asked ?? { kind: "help" });
  useHotkeys([["shift+/", help], ["?", help]]);

  const menuRows = menu?.rows ?? [];
  const looked = list.rows[active];
  return (
    <div className={classes.page}>
      <FolderPath bucket={bucket} prefix={prefix} />
      <BucketTabs bucket={bucket} />
      <Toolbar
        q={q}
        find={find}
        show={show}
        sort={sort}
        isLoading={list.query.isRefetching}
        isCards={isCards}
        grid={grid}
        upload={show !== "deleted" && <UploadMenu bucket={bucket} prefix={prefix} />}
        onSearch={(next) => goTo({ q: next }, true)}
        onFind={(next) => goTo({ find: next }, true)}
        onShow={(next) => goTo({ show: next })}
        onSort={sortBy}
        onNewFolder={() => setAsked({ kind: "newFolder" })}
        onReload={() => changed()}
        onHelp={help}
      />
      {notice && <NoticeBar notice={notice} onChange={becomeNotice} />}
      <JobStrip bucket={bucket} />
      <ListAge list={list} />
      <Frame place={place}>
        {/* It stays while another folder loads: what has the focus keeps it. */}
        <ObjectGrid
          name={strings.title(bucket, prefix)}
          bucket={bucket}
          list={list}
          chosen={chosen}
          sort={sort}
          isTrash={show === "deleted"}
          grid={grid}
          onGrid={setGrid}
          onSort={(column) => sortBy(nextSort(sort, column))}
          onOpen={open}
          onUp={up}
          onMenu={openMenu}
          onLook={() => setLooking(true)}
          onRename={askRename}
          onDelete={askDelete}
        />
        <ListMessage
          place={place}
          list={list}
          onClearSearch={() => goTo({ q: "" })}
          upload={<FirstUpload bucket={bucket} prefix={prefix} />}
        />
        <StatusBar
          list={list}
          sort={sort}
          chosen={chosen.chosen}
          actions={actionsOn(chosen.chosen, means)}
          isCards={isCards}
          onClear={chosen.none}
          onMore={() => setMenu({ x: 0, y: 0, rows: chosen.chosen })}
        />
      </Frame>
      <Suspense>
        {menu && (
          <RowMenu
            name={menuRows.length === 1 ? (menuRows[0]?.name ?? "") : strings.items(menuRows.length)}
            actions={actionsOn(menuRows, means)}
            x={menu.x}
            y={menu.y}
            isSheet={isCards}
            onClose={() => {
              setMenu(undefined);
              grid?.focus();
            }}
          />
        )}
        {asked && (
          <Dialogs asked={asked} place={place} onClose={closeDialog} onDone={done} />
        )}
        {isLooking && looked && (
          <QuickLook
            key={looked.id}
            bucket={bucket}
            row={looked}
            onOpen={() => {
              setLooking(undefined);
              open(looked);
            }}
            onStep={(rows) => chosen.goTo(active + rows)}
            onClose={() => {
              setLooking(undefined);
              grid?.focus();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
