import { ActionIcon, Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { Ago } from "../../components/ago";
import { Bytes } from "../../components/bytes";
import { FileIcon, FolderIcon, MoreIcon, TrashIcon } from "../../components/icons";
import { KeyText } from "../../components/key-text";
import classes from "./objects.module.css";
import type { Row } from "./rows";
import { strings } from "./strings";

interface Props {
  readonly row: Row;
  readonly bucket: string;
  readonly index: number;
  readonly top: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isCard: boolean;
}

/**
 * One row: columns where there is room for them, else a card. It hears nothing itself: the list does,
 * by `data-index` and `data-act`. So a row is drawn again only when something about it changed.
 */
export const GridRow = memo(function GridRow(props: Props) {
  const { row, bucket, index, top, isActive, isSelected, isCard } = props;
  const label = row.name === "" ? strings.ownObject : row.name;
  return (
    <div
      role="row"
      id={`row-${index}`}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-index={index}
      data-active={isActive || undefined}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className={`${classes.center ?? ""} ${classes.check ?? ""}`}>
        <Checkbox
          size={isCard ? "sm" : "xs"}
          tabIndex={-1}
          aria-label={strings.select(label)}
          data-act="toggle"
          checked={isSelected}
          onChange={() => undefined}
        />
      </div>
      <div
        role="gridcell"
        className={`${classes.name ?? ""} ${row.kind === "folder" ? (classes.folderName ?? "") : ""}`}
      >
        <RowIcon kind={row.kind} />
        <NameLink row={row} bucket={bucket} />
      </div>
      {isCard ? (
        <div role="gridcell" className={`${classes.facts ?? ""} ${classes.dim ?? ""}`}>
          <Facts row={row} />
        </div>
      ) : (
        <>
          <div role="gridcell" className={`${classes.number ?? ""} ${classes.dim ?? ""}`}>
            <Size row={row} />
          </div>
          <div role="gridcell" className={`${classes.number ?? ""} ${classes.dim ?? ""}`}>
            {row.kind !== "folder" && <Ago time={row.modified} />}
          </div>
        </>
      )}
      <div role="gridcell" className={`${classes.center ?? ""} ${classes.more ?? ""}`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={isCard ? "lg" : 24}
          tabIndex={-1}
          aria-label={strings.actionsFor(label)}
          data-act="menu"
        >
          <MoreIcon size={16} />
        </ActionIcon>
      </div>
    </div>
  );
});

function RowIcon({ kind }: { readonly kind: Row["kind"] }) {
  switch (kind) {
    case "folder":
      return <FolderIcon />;
    case "object":
      return <FileIcon />;
    case "deleted":
      return <TrashIcon />;
  }
}

function Size({ row }: { readonly row: Row }) {
  return row.kind === "folder" || row.size === undefined ? null : <Bytes value={row.size} />;
}

function Facts({ row }: { readonly row: Row }) {
  if (row.kind === "folder") {
    return strings.folder;
  }
  return (
    <>
      <Size row={row} />
      <Ago time={row.modified} />
    </>
  );
}

function NameLink({ row, bucket }: { readonly row: Row; readonly bucket: string }) {
  const shared = {
    params: { bucket },
    className: classes.open,
    tabIndex: -1,
    draggable: false,
    "data-act": "open",
  } as const;
  const name =
    row.name === "" ? <em className={classes.dim}>{strings.ownObject}</em> : <KeyText value={row.name} />;
  return row.kind === "folder" ? (
    <Link to="/buckets/$bucket/objects" search={{ prefix: row.key }} {...shared}>
      {name}
    </Link>
  ) : (
    <Link
      to="/buckets/$bucket/object"
      search={{ key: row.key, ...(row.kind === "deleted" ? { tab: "versions" } : {}) }}
      {...shared}
    >
      {name}
    </Link>
  );
}
