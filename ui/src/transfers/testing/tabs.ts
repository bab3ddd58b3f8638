import { expect, vi } from "vitest";
import { loadSession, sessionState, signOut } from "../../lib/http/session";
import { json, serve } from "../../testing/server";
import { FakeKeeper, fakeChannels, sampleHash, type FakeServer } from "./fakes";
import type { Kind, Upload } from "../model";
import { Tabs } from "../tabs";
import { Transfers, type Files } from "../transfers";

export const MIB = 1 << 20;

/** Before each test: no time passes by itself, and somebody is signed in. */
export async function begin(): Promise<void> {
  vi.useFakeTimers();
  await signIn("AK");
}

export function end(): void {
  vi.useRealTimers();
  vi.unstubAllGlobals();
}

export async function signIn(accessKey: string): Promise<void> {
  serve({
    "GET /session?if-any": () => json(200, { session: { accessKey, csrfToken: "t" } }),
    "POST /logout": () => new Response(null, { status: 204 }),
  });
  const state = sessionState();
  if (state.kind === "in" && state.session.accessKey !== accessKey) {
    await signOut();
  }
  await loadSession();
}

export function tab(server: FakeServer, keeper = new FakeKeeper(), [channel] = fakeChannels(1)) {
  const transfers = new Transfers({
    server,
    hash: sampleHash,
    keeper,
    tabs: (holds) => new Tabs(String(Math.random()), holds, channel),
  });
  transfers.start();
  return transfers;
}

/** Lets everything happen that does not wait for a moment yet to come. */
export const settle = () => vi.advanceTimersByTimeAsync(1_000);

export const file = (name: string, size: number, fill = 7) =>
  new File([new Uint8Array(size).fill(fill)], name, { lastModified: 1_000 });

export async function add(transfers: Transfers, files: Files, prefix = "p/") {
  const taken = transfers.addFiles("bucket", prefix, files);
  await settle();
  return taken;
}

export async function give(transfers: Transfers, files: Files) {
  const taken = transfers.giveFiles(files);
  await settle();
  return taken;
}

export const kinds = ({ store }: Transfers): Kind[] => store.all().map(({ state }) => state.kind);
export const only = ({ store }: Transfers): Upload => {
  const [upload] = store.all();
  return upload ?? expect.fail("there is no upload");
};
