import type { Engine } from "./engine";
import { askPermission, permissionOf, type Handle } from "./file-source";
import { phaseOfResume } from "./machine";
import { isPaused } from "./keeping";
import type { Keeper, Kept } from "./keep";
import type { State, Upload } from "./model";
import type { Store } from "./store";
import { UPLOADS_MAX } from "./parts";
import type { Tabs } from "./tabs";

/** What was left for so long nobody goes on with. */
const FORGOTTEN_AFTER_MS = 14 * 86_400_000;

/**
 * Brings back what a visit before did not finish, of one user and of no other tab.
 *
 * @returns the ids of what is too old to be gone on with
 */
export async function restore(
  owner: string,
  { store, engine, keeper, tabs, now }: {
    readonly store: Store;
    readonly engine: Engine;
    readonly keeper: Keeper;
    readonly tabs: Tabs;
    readonly now: () => number;
  },
): Promise<string[]> {
  const all = await keeper.load();
  const isOld = (kept: Kept) => kept.keptAt < now() - FORGOTTEN_AFTER_MS;
  const own = all.filter(
    (kept) => kept.upload.owner === owner && !isOld(kept) && store.get(kept.id) === undefined,
  );
  const free = own.length === 0 ? [] : await tabs.unclaimed(own.map(({ id }) => id));
  const isFree = new Set(free);
  const allowed = new Map<string, Promise<boolean>>();
  for (const { upload, handle } of own) {
    if (!isFree.has(upload.id) || store.at(upload.bucket, upload.key) !== undefined) {
      continue;
    }
    if (store.size >= UPLOADS_MAX) {
      // Those of several tabs together may be more than one takes: the others are kept.
      break;
    }
    const isAllowed = handle !== undefined && (await allowedOnce(allowed, upload.batch, handle));
    if (handle) {
      engine.setFile(upload.id, { handle });
    }
    store.add({ ...upload, attempt: 0, isRepeat: true, state: stateOf(upload, handle, isAllowed) });
  }
  tabs.settled();
  return all.filter(isOld).map(({ id }) => id);
}

function allowedOnce(known: Map<string, Promise<boolean>>, batch: string, handle: Handle): Promise<boolean> {
  // Below one folder all files have its permission; single files of a choice have their own.
  const name = handle.kind === "directory" ? `${batch}/${handle.name}` : `${batch}//${handle.name}`;
  const asked = known.get(name) ?? permissionOf(handle).then((said) => said === "granted", () => false);
  known.set(name, asked);
  return asked;
}

function stateOf(upload: Upload, handle: Handle | undefined, isAllowed: boolean): State {
  if (!isAllowed) {
    return { kind: "needs-file", why: handle ? "permission" : "reload" };
  }
  const then = phaseOfResume(upload);
  return isPaused(upload) ? { kind: "paused", by: "person", then } : { kind: "queued", then };
}

/**
 * Asks for the permission to read files again. Has to be called as a person clicks.
 *
 * @returns how many uploads go on
 */
export async function askAgain(store: Store, engine: Engine): Promise<number> {
  const answers = new Map<string, Promise<boolean>>();
  let count = 0;
  for (const id of [...store.inState("needs-file")]) {
    const upload = store.get(id);
    const handle = engine.fileOf(id)?.handle;
    if (upload?.state.kind !== "needs-file" || upload.state.why !== "permission" || !handle) {
      continue;
    }
    const name = `${upload.batch}/${handle.kind}/${handle.name}`;
    const answer = answers.get(name) ?? askPermission(handle).then((said) => said === "granted", () => false);
    answers.set(name, answer);
    if (await answer) {
      store.dispatch(id, { type: "file-given", size: upload.size, modified: upload.modified });
      count++;
    }
  }
  return count;
}
