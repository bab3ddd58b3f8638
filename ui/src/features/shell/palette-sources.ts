import type { ComponentType } from "react";
import { asProblem } from "../../lib/http/problem";
import { findBuckets } from "../buckets/palette";
import { findRequest } from "../logs/palette";
import { findAddress, findObjects, findRecent } from "../objects/palette";
import { findUsers } from "../users/palette";

/** One line of the palette. */
export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly icon: ComponentType<{ size?: number }>;
  /** The page that it leads to, below where the console is mounted. */
  readonly href?: string;
  readonly run?: () => void;
}

/** Finds lines for a text that is not empty, a handful at the most. */
export type PaletteSource = (text: string, signal: AbortSignal) => Promise<readonly PaletteItem[]>;

/** What is searched beside the names of pages, in the order in which it shows. */
const sources: readonly PaletteSource[] = [
  findAddress,
  findRequest,
  findBuckets,
  findRecent,
  findObjects,
  findUsers,
];

/** What was found, and whether there may be more that could not be had. */
export interface Found {
  readonly items: readonly PaletteItem[];
  readonly isPartial: boolean;
}

/** Asks all sources at once. One that may not look finds nothing; one that fails leaves a gap. */
export async function findEverywhere(text: string, signal: AbortSignal): Promise<Found> {
  const found = await Promise.allSettled(sources.map((source) => source(text, signal)));
  const items = found.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
  return {
    // Several sources may know the same place.
    items: [...new Map(items.map((item) => [item.id, item])).values()],
    isPartial: found.some((each) => each.status === "rejected" && !asProblem(each.reason).isLasting),
  };
}
