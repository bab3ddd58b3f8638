import { ActionIcon, Alert, Button, Menu, Tabs } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import type { ObjectInfo } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { Bytes } from "../../components/bytes";
import { ClockIcon, CopyIcon, DownloadIcon, EditIcon, MoreIcon, MoveIcon, TrashIcon } from "../../components/icons";
import { Empty, Loading, QueryView } from "../../components/states";
import { asProblem } from "../../lib/http/problem";
import { nameOf, parentOf } from "../../lib/keys";
import { objectTabs, type ObjectTab } from "../../lib/places";
import { downloadHref, refreshObjects } from "../objects/api";
import type { Asked } from "../objects/dialogs";
import { FolderPath } from "../objects/folder-path";
import { JobStrip } from "../objects/job-strip";
import { NoticeBar, type Notice } from "../objects/notice";
import type { ObjectRow } from "../objects/rows";
import { infoQuery, type Which } from "./api";
import classes from "./object.module.css";
import { strings } from "./strings";

const Dialogs = lazy(() => import("../objects/dialogs"));
const parts = {
  preview: lazy(() => import("./preview")),
  details: lazy(() => import("./details")),
  tags: lazy(() => import("./tags")),
  share: lazy(() => import("./share")),
};
const Versions = lazy(() => import("./versions"));

/** One object: what is in it, what is said of it, its versions, tags, and links to it. */
export function ObjectPage() {
  const { bucket } = useParams({ from: "/shell/buckets/$bucket/object" });
  const { key, versionId, tab = "preview" } = useSearch({ from: "/shell/buckets/$bucket/object" });
  const which: Which = { bucket, key, versionId };
  const whichId = JSON.stringify([bucket, key, versionId]);
  const navigate = useNavigate();
  const info = useQuery(infoQuery(which));
  const [notice, setNotice] = useState<Notice>();
  useEffect(() => {
    document.title = `${strings.title(key, bucket)} · ByteBucket`;
  }, [key, bucket]);
  const show = (next: ObjectTab) =>
    void navigate({
      to: "/buckets/$bucket/object",
      params: { bucket },
      search: {
        key,
        ...(versionId === undefined ? {} : { versionId }),
        ...(next === "preview" ? {} : { tab: next }),
      },
      replace: true,
    });
  const isGone = info.isError && asProblem(info.error).status === 404;
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <FolderPath bucket={bucket} prefix={parentOf(key)} current={nameOf(key)} />
        {/* Anew for another object: what was asked about the one before is never done to it. */}
        {info.data && !isGone && <Actions key={whichId} which={which} info={info.data} onNotice={setNotice} />}
      </div>
      {info.data && !isGone && <Facts info={info.data} />}
      {notice && <NoticeBar notice={notice} onChange={setNotice} />}
      <JobStrip bucket={bucket} />
      {versionId !== undefined && <OldVersion bucket={bucket} objectKey={key} />}
      {isGone && tab !== "versions" ? (
        <Gone bucket={bucket} objectKey={key} onVersions={() => show("versions")} />
      ) : (
        <Tabs
          value={tab}
          keepMounted={false}
          onChange={(next) => show(objectTabs.find((each) => each === next) ?? "preview")}
        >
          <Tabs.List aria-label={strings.tabList} mb="md">
            {objectTabs.map((each) => (
              <Tabs.Tab key={each} value={each} className={classes.tab ?? ""}>
                {strings.tabs[each]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={tab}>
            <Suspense fallback={<Loading />}>
              {tab === "versions" ? (
                <Versions key={JSON.stringify([bucket, key])} bucket={bucket} objectKey={key} shown={versionId} onNotice={setNotice} />
              ) : (
                <QueryView query={info} action="s3:GetObject">
                  {(found) => {
                    const Part = parts[tab];
                    // Anew for another object: nothing of the one before stays, no link above all.
                    return <Part key={whichId} which={which} info={found} />;
                  }}
                </QueryView>
              )}
            </Suspense>
          </Tabs.Panel>
        </Tabs>
      )}
    </div>
  );
}

function Facts({ info }: { readonly info: ObjectInfo }) {
  return (
    <div className={classes.facts}>
      <Bytes value={info.size} />
      <span>{info.contentType}</span>
      <span>
        {strings.changed} <Ago time={info.lastModified} />
      </span>
    </div>
  );
}

function OldVersion({ bucket, objectKey }: { readonly bucket: string; readonly objectKey: string }) {
  return (
    <Alert color="yellow" variant="light" icon={<ClockIcon />} role="status">
      {strings.oldVersion}{" "}
      <Link to="/buckets/$bucket/object" params={{ bucket }} search={{ key: objectKey }}>
        {strings.toCurrent}
      </Link>
    </Alert>
  );
}

function Gone({
  bucket,
  objectKey,
  onVersions,
}: {
  readonly bucket: string;
  readonly objectKey: string;
  readonly onVersions: () => void;
}) {
  const prefix = parentOf(objectKey);
  return (
    <Empty
      title={strings.goneTitle}
      action={
        <Button.Group>
          <Button variant="default" onClick={onVersions}>
            {strings.toVersions}
          </Button>
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/buckets/$bucket/objects"
                params={{ bucket }}
                search={prefix === "" ? {} : { prefix }}
                {...props}
              />
            )}
          >
            {strings.toFolder}
          </Button>
        </Button.Group>
      }
    >
      {strings.goneText}
    </Empty>
  );
}

function Actions({
  which,
  info,
  onNotice,
}: {
  readonly which: Which;
  readonly info: ObjectInfo;
  readonly onNotice: (notice: Notice | undefined) => void;
}) {
  const { bucket, key, versionId } = which;
  const [asked, setAsked] = useState<Asked>();
  const client = useQueryClient();
  const navigate = useNavigate();
  const prefix = parentOf(key);
  const row: ObjectRow = {
    kind: "object",
    id: `k${key}`,
    key,
    name: nameOf(key),
    size: info.size,
    modified: info.lastModified,
  };
  const done = (notice: Notice | undefined, goTo?: string) => {
    const was = asked;
    setAsked(undefined);
    onNotice(notice);
    void refreshObjects(client, bucket);
    void client.invalidateQueries({ queryKey: ["stats"] });
    if (goTo !== undefined) {
      void navigate({ to: "/buckets/$bucket/object", params: { bucket }, search: { key: goTo } });
    } else if (was?.kind !== "transfer" || was.how === "move") {
      void client.invalidateQueries({ queryKey: ["object", bucket, key] });
    }
  };
  return (
    <div className={classes.actions}>
      <Button
        component="a"
        href={downloadHref(bucket, key, versionId)}
        download
        leftSection={<DownloadIcon size={16} />}
      >
        {strings.download}
      </Button>
      {versionId === undefined && (
        <Menu position="bottom-end" keepMounted={false} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <ActionIcon variant="default" size="lg" aria-label={strings.more}>
              <MoreIcon />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<EditIcon size={16} />} onClick={() => setAsked({ kind: "rename", row })}>
              {strings.rename}
            </Menu.Item>
            <Menu.Item
              leftSection={<CopyIcon size={16} />}
              onClick={() => setAsked({ kind: "transfer", how: "copy", rows: [row] })}
            >
              {strings.copy}
            </Menu.Item>
            <Menu.Item
              leftSection={<MoveIcon size={16} />}
              onClick={() => setAsked({ kind: "transfer", how: "move", rows: [row] })}
            >
              {strings.move}
            </Menu.Item>
            <Menu.Item
              color="red"
              leftSection={<TrashIcon size={16} />}
              onClick={() => setAsked({ kind: "delete", rows: [row], isForGood: false })}
            >
              {strings.delete}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {asked && (
        <Suspense>
          <Dialogs
            asked={asked}
            place={{ bucket, prefix, q: "", show: "folders" }}
            onClose={() => setAsked(undefined)}
            onDone={done}
          />
        </Suspense>
      )}
    </div>
  );
}
