import { useMediaQuery } from "@mantine/hooks";
import { useVirtualizer, type Range, defaultRangeExtractor } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, useEffect } from "react";
import { GridHeader } from "./grid-header";
import { GridRow } from "./grid-row";
import classes from "./objects.module.css";
import type { Row } from "./rows";
import type { Column, Sort } from "./sort";
import { strings } from "./strings";
import type { Rows } from "./use-rows";
import type { Chosen } from "./use-selection";

interface Props {
  readonly name: string;
  readonly bucket: string;
  readonly list: Rows;
  readonly chosen: Chosen;
  readonly sort: Sort | undefined;
  readonly isTrash: boolean;
  readonly onSort: (column: Column) => void;
  readonly onOpen: (row: Row) => void;
  readonly onUp: () => void;
  readonly onMenu: (index: number, x: number, y: number) => void;
  /** Asks for a look into the row that keys act on. */
  readonly onLook: () => void;
  readonly onRename: () => void;
  readonly onDelete: () => void;
  /** The element of the list, once it is there. */
  readonly grid: HTMLDivElement | null;
  readonly onGrid: (grid: HTMLDivElement | null) => void;
}

const ROW_PX = 36;
const CARD_PX = 60;
const HEADER_PX = 36;
const OVERSCAN = 10;
/** Keys that no control in a row is operated by. */
const ofTheList = new Set(["F2", "Delete", "Escape", "a"]);
/** The next page is asked for when so few rows are left below. */
const AHEAD = 300;

/** Where rows are cards, because there is no room for columns. */
export function useCards(): boolean {
  return useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
}

/** The list of a folder. Of its rows only those in view are in the page, however many there are. */
export function ObjectGrid(props: Props) {
  const { name, bucket, list, chosen, isTrash, grid } = props;
  const { rows, loadMore } = list;
  const { selection } = chosen;
  const isCards = useCards();
  const rowPx = isCards ? CARD_PX : ROW_PX;
  const headerPx = isCards ? 0 : HEADER_PX;
  // It is read anew in each render of this component, and handed on to none.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid,
    estimateSize: () => rowPx,
    overscan: OVERSCAN,
    scrollMargin: headerPx,
    scrollPaddingStart: headerPx,
    // What the keyboard is at stays, or it would be lost while the list is scrolled by hand.
    rangeExtractor: (range: Range) => withActive(defaultRangeExtractor(range), selection.active),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowPx]);
  useEffect(() => {
    if (selection.active >= 0) {
      virtualizer.scrollToIndex(selection.active, { align: "auto" });
    }
  }, [virtualizer, selection.active]);
  const visible = virtualizer.getVirtualItems();
  const isNearEnd = (virtualizer.range?.endIndex ?? 0) >= rows.length - AHEAD;
  useEffect(() => {
    if (isNearEnd) {
      loadMore();
    }
  });

  const open = (index: number) => {
    const row = rows[index];
    if (row) {
      props.onOpen(row);
    }
  };
  /** A link is the browser's own but where a range is chosen, which would open a window. */
  const onClickCapture = (event: MouseEvent) => {
    const { index, act } = placeOf(event);
    if (act === "open" && event.shiftKey && index !== undefined) {
      event.preventDefault();
      chosen.extendTo(index);
    }
  };
  const onClick = (event: MouseEvent) => {
    const { index, act, element } = placeOf(event);
    if (index === undefined || act === "open") {
      return;
    }
    if (act === "menu") {
      const box = element.getBoundingClientRect();
      props.onMenu(index, box.right, box.bottom);
    } else if (event.shiftKey) {
      chosen.extendTo(index);
    } else if (act === "toggle" || event.ctrlKey || event.metaKey) {
      chosen.toggle(index);
    } else if (isCards) {
      open(index);
    } else {
      chosen.only(index);
    }
  };
  const onDoubleClick = (event: MouseEvent) => {
    const { index, act } = placeOf(event);
    if (index !== undefined && act === undefined) {
      open(index);
    }
  };
  const onContextMenu = (event: MouseEvent) => {
    const { index } = placeOf(event);
    if (index !== undefined) {
      event.preventDefault();
      props.onMenu(index, event.clientX, event.clientY);
    }
  };
  const pageRows = () =>
    Math.max(1, Math.floor(((grid?.clientHeight ?? 0) - headerPx) / rowPx) - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    // A control in a row has the focus after a click on it: it keeps the keys it is operated by.
    const isOnRow = event.target === grid || ofTheList.has(event.key);
    if (!isOnRow || event.altKey) {
      return;
    }
    const isMod = event.ctrlKey || event.metaKey;
    const { active } = selection;
    const steps: Partial<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + pageRows(),
      PageUp: active - pageRows(),
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    const acts: Partial<Record<string, () => void>> = {
      Enter: () => open(active),
      Backspace: props.onUp,
      " ": () => (event.shiftKey ? chosen.toggle(active) : look()),
      Escape: chosen.none,
      F2: props.onRename,
      Delete: props.onDelete,
      ContextMenu: () => menuAtActive(),
      F10: () => event.shiftKey && menuAtActive(),
    };
    const withMod: Partial<Record<string, () => void>> = {
      a: chosen.all,
      " ": () => chosen.toggle(active),
    };
    const act =
      to === undefined
        ? isMod
          ? withMod[event.key.toLowerCase()]
          : acts[event.key]
        : () => (event.shiftKey ? chosen.extendTo(to) : chosen.goTo(to));
    if (act) {
      event.preventDefault();
      act();
    }
  };
  const look = () => {
    const kind = rows[selection.active]?.kind;
    if (kind !== undefined && kind !== "deleted") {
      props.onLook();
    }
  };
  const menuAtActive = () => {
    const box = document.getElementById(`row-${selection.active}`)?.getBoundingClientRect();
    if (box) {
      props.onMenu(selection.active, box.left + 48, box.bottom);
    }
  };

  return (
    <div
      ref={props.onGrid}
      role="grid"
      aria-label={strings.list(name)}
      aria-rowcount={list.isWhole ? rows.length + 1 : -1}
      aria-multiselectable
      aria-busy={list.query.isFetching}
      aria-activedescendant={selection.active >= 0 ? `row-${selection.active}` : undefined}
      tabIndex={0}
      className={classes.scroller}
      data-empty={rows.length === 0 || undefined}
      onKeyDown={onKeyDown}
    >
      {!isCards && (
        <GridHeader
          sort={props.sort}
          isTrash={isTrash}
          isAll={rows.length > 0 && selection.ids.size >= rows.length}
          isSome={selection.ids.size > 0}
          onSort={props.onSort}
          onAll={(isWanted) => (isWanted ? chosen.all() : chosen.none())}
        />
      )}
      {/* The rows hear nothing themselves. Keys are heard by the list, which has the focus. */}
      <div
        role="rowgroup"
        className={classes.rows}
        style={{ height: rows.length * rowPx }}
        onClickCapture={onClickCapture}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onContextMenu={onContextMenu}
      >
        {visible.map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <GridRow
                key={row.id}
                row={row}
                bucket={bucket}
                index={index}
                top={start - headerPx}
                isActive={index === selection.active}
                isSelected={selection.ids.has(row.id)}
                isCard={isCards}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

/** Which row it happened in, and on which part of it, where that does something of its own. */
function placeOf({ target }: MouseEvent) {
  const at = target as Element;
  const index = at.closest("[data-index]")?.getAttribute("data-index");
  const element = at.closest("[data-act]") ?? at;
  return {
    element,
    act: element.getAttribute("data-act") ?? undefined,
    index: index == null ? undefined : Number(index),
  };
}

function withActive(indexes: number[], active: number): number[] {
  const isThere = active < 0 || indexes.includes(active);
  return isThere ? indexes : [...indexes, active].sort((a, b) => a - b);
}
