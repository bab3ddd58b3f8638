import { base64OfCrc, crc32c } from "./crc32c";

/** So much of a file is in memory at once. */
const STEP_BYTES = 4 << 20;

/** The CRC32C of bytes in base64, read piece by piece; fails when they cannot be read. */
export async function hashBlob(blob: Blob): Promise<string> {
  let crc = 0;
  for (let at = 0; at < blob.size; at += STEP_BYTES) {
    const piece = blob.slice(at, at + STEP_BYTES);
    crc = crc32c(new Uint8Array(await piece.arrayBuffer()), crc);
  }
  return base64OfCrc(crc);
}
