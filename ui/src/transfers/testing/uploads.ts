import type { State, Upload } from "../model";
import { partSizeFor } from "../parts";

const MIB = 1 << 20;

/** An upload for tests: 40 MiB, so three parts, unless something else is said. */
export function upload(state: State, more: Partial<Upload> = {}): Upload {
  const size = more.size ?? 40 * MIB;
  return {
    id: "u1",
    batch: "b1",
    owner: "AK",
    bucket: "bucket",
    key: "folder/a.bin",
    wantedKey: "folder/a.bin",
    path: "a.bin",
    size,
    modified: 1_000,
    type: "application/octet-stream",
    partSize: partSizeFor(size),
    uploadId: undefined,
    etags: {},
    sentBytes: 0,
    mayReplace: false,
    copyNumber: 0,
    attempt: 0,
    isRepeat: false,
    restarts: 0,
    ...more,
    state,
  };
}
