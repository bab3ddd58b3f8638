import { hashBlob } from "./hash-blob";

/** What is asked: the checksum of these bytes. */
export interface HashRequest {
  readonly id: number;
  readonly blob: Blob;
}

/** What is answered. Without a checksum the bytes could not be read. */
export interface HashAnswer {
  readonly id: number;
  readonly crc: string | undefined;
}

self.addEventListener("message", ({ data }: MessageEvent<HashRequest>) => {
  void hashBlob(data.blob)
    .catch(() => undefined)
    .then((crc) => self.postMessage({ id: data.id, crc } satisfies HashAnswer));
});
