import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { LOOKED_ALONE_MAX, placeQuery, ROWS_MAX, type Place } from "./api";
import { allRows, type Row } from "./rows";
import { foldersFirst, sortRows, type Sort } from "./sort";

/** Where fewer of those that were looked through show, it takes a click to look further. */
const SHOWN_SHARE = 0.1;

const NO_ROWS: readonly Row[] = [];

/**
 * The rows of a place as far as they were loaded, sorted as wanted, and the way to more.
 *
 * @param within what names have to have in them; empty for all
 */
export function useRows(place: Place, sort: Sort | undefined, within: string) {
  const query = useInfiniteQuery(placeQuery(place));
  const pages = query.data?.pages;
  const loaded = pages ? allRows(pages) : NO_ROWS;
  const isWhole = pages !== undefined && !query.hasNextPage;
  const isOnePage = isWhole && pages.length === 1;
  const sorted = useMemo(
    // Of several pages the later ones would push the folders of the earlier ones down.
    () => (sort === undefined && isOnePage ? foldersFirst(loaded) : sortRows(loaded, sort)),
    [loaded, sort, isOnePage],
  );
  const rows = useMemo(() => withText(sorted, within), [sorted, within]);
  const isFull = loaded.length >= ROWS_MAX;
  const canLoad = query.hasNextPage && !isFull;
  const { fetchNextPage, isFetching, isError } = query;
  const looked = pages?.reduce((sum, page) => sum + page.looked, 0) ?? 0;
  const isSparse = looked >= LOOKED_ALONE_MAX && loaded.length < looked * SHOWN_SHARE;

  const [wantsAll, setWantsAll] = useState<Place>();
  const isWanted = wantsAll !== undefined && isSame(wantsAll, place);
  if (wantsAll !== undefined && (!isWanted || (pages && !canLoad))) {
    // Once it is had, or left, nobody waits for it: when one comes back it begins with what is needed.
    setWantsAll(undefined);
  }
  const isLoadingAll = canLoad && !isError && isWanted;
  useEffect(() => {
    if (isLoadingAll && !isFetching) {
      void fetchNextPage();
    }
    // A page that comes at once begins and ends between two renders: what tells of it is what it brought.
  }, [isLoadingAll, isFetching, pages, fetchNextPage]);

  return {
    query,
    rows,
    /** How many rows there are, shown or not. */
    loaded: loaded.length,
    within,
    isWhole,
    isFull,
    canLoad,
    isLoadingAll,
    /** How many entries were looked through, whether they show or not. */
    looked,
    /** Whether so little of what was looked through shows that a click decides on more. */
    isSparse,
    /**
     * Loads the next page, unless something is loading or failed: then a click decides. It does also
     * where few of the rows show: to show a window full of them, all might have to be loaded.
     */
    loadMore: () => {
      if (canLoad && !isFetching && !isError && !isSparse && within === "") {
        void fetchNextPage();
      }
    },
    /** Loads the next page because somebody wants it. */
    lookOn: () => void fetchNextPage({ cancelRefetch: false }),
    loadAll: (isWanted: boolean) => {
      setWantsAll(isWanted ? place : undefined);
      if (isWanted && isError) {
        void fetchNextPage();
      }
    },
  };
}

function withText(rows: readonly Row[], text: string): readonly Row[] {
  if (text === "") {
    return rows;
  }
  const wanted = text.toLowerCase();
  return rows.filter(({ name }) => name.toLowerCase().includes(wanted));
}

function isSame(one: Place, other: Place): boolean {
  return (
    one.bucket === other.bucket &&
    one.prefix === other.prefix &&
    one.q === other.q &&
    one.show === other.show
  );
}

export type Rows = ReturnType<typeof useRows>;
