import { loadInfo, loadTags, saveHeaders, saveTags, type Tag } from "../object/api";
import { headersOf, type HeaderField, type Headers } from "../object/headers";

/** The most objects whose tags or fields are changed at a time, each by requests of its own. */
export const BATCH_MAX = 1_000;

/** What becomes of the tags of objects: these beside theirs, those of these names gone, or these alone. */
export interface TagChange {
  readonly how: "set" | "remove" | "only";
  readonly tags: readonly Tag[];
}

/** The tags that an object has afterwards. */
export function tagsAfter(before: readonly Tag[], { how, tags }: TagChange): readonly Tag[] {
  if (how === "only") {
    return tags;
  }
  const named = new Set(tags.map(({ key }) => key));
  const others = before.filter(({ key }) => !named.has(key));
  return how === "remove" ? others : [...others, ...tags];
}

/** Changes the tags of an object; nothing is sent where that changes nothing. */
export async function changeTags(bucket: string, key: string, change: TagChange): Promise<void> {
  const which = { bucket, key, versionId: undefined };
  const before = change.how === "only" ? undefined : await loadTags(which);
  const after = tagsAfter(before ?? [], change);
  if (before === undefined || JSON.stringify(before) !== JSON.stringify(after)) {
    await saveTags(which, after);
  }
}

/** One field that changes; `metadata` has a name of its own. An empty value takes it away. */
export interface FieldChange {
  readonly field: HeaderField | "metadata";
  readonly name: string;
  readonly value: string;
}

/** What is said of an object afterwards. */
export function headersAfter(before: Headers, changes: readonly FieldChange[]): Headers {
  const after = { ...before, metadata: before.metadata };
  for (const { field, name, value } of changes) {
    if (field === "metadata") {
      const key = name.toLowerCase();
      const others = after.metadata.filter((pair) => pair.key !== key);
      after.metadata = value === "" ? others : [...others, { key, value }];
    } else {
      after[field] = value;
    }
  }
  return after;
}

/**
 * Changes header fields of an object, as it is by then: who changes it meanwhile is not overwritten. A
 * problem 412.
 */
export async function changeHeaders(
  bucket: string,
  key: string,
  changes: readonly FieldChange[],
): Promise<void> {
  const info = await loadInfo({ bucket, key, versionId: undefined });
  const before = headersOf(info);
  const after = headersAfter(before, changes);
  if (JSON.stringify(after) !== JSON.stringify(before)) {
    await saveHeaders({ bucket, key }, info, after);
  }
}
