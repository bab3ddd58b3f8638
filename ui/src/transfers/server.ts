import { path, request, type Call } from "../lib/http/request";
import { sendBytes } from "../lib/http/send-bytes";
import { Problem } from "../lib/http/problem";
import type { HeldPart, There, Upload } from "./model";

/** A part that the server holds, and what it is known by. */
export interface ListedPart extends HeldPart {
  /** Its CRC32C in base64; undefined when it has another checksum. */
  readonly crc: string | undefined;
}

/** How bytes are sent, and how far they are. */
export interface Sending {
  readonly body: Blob;
  /** The CRC32C of the body in base64, which the server holds against what arrives. */
  readonly crc: string;
  readonly signal: AbortSignal;
  readonly onProgress: (bytes: number) => void;
}

/** What uploads ask of the server. Each fails by a Problem. */
export interface Server {
  /** What stands at a key; undefined when nothing does, or nobody may know. */
  lookUp(bucket: string, key: string): Promise<There | undefined>;
  /** All that stands below a prefix; undefined when it is too much to be asked at once. */
  listBelow(bucket: string, prefix: string): Promise<ReadonlyMap<string, There> | undefined>;
  /**
   * The CRC32C of the object at the upload's key, in base64, with `-` and the number of parts where it
   * is that of the checksums of its parts; undefined when the object has another size or checksum.
   */
  checksum(upload: Upload): Promise<string | undefined>;
  begin(upload: Upload): Promise<string>;
  parts(upload: Upload): Promise<readonly ListedPart[]>;
  /** Gives the ETag of the part. */
  putPart(upload: Upload, number: number, sending: Sending): Promise<string>;
  putWhole(upload: Upload, sending: Sending): Promise<void>;
  complete(upload: Upload): Promise<void>;
  abort(upload: Upload): Promise<void>;
}

const LIST_PAGES_MAX = 20;

interface ObjectsPage {
  readonly contents: readonly { key: string; size: number; lastModified: string }[];
  readonly nextContinuationToken?: string;
}

interface PartsPage {
  readonly parts: readonly {
    partNumber: number;
    etag: string;
    size: number;
    checksumAlgorithm?: string;
    checksum?: string;
  }[];
  readonly nextPartNumberMarker?: number;
}

const objects = (upload: Upload) => path`/objects/${upload.bucket}`;
const ofUpload = (upload: Upload) => ({ key: upload.key, uploadId: upload.uploadId });
/** Whoever was quicker keeps the key, unless a person said that it may be replaced. */
const unlessTaken = (upload: Upload): Record<string, string> =>
  upload.mayReplace ? {} : { "if-none-match": "*" };

/** Without an answer for so long the connection is taken for dead, as sleep leaves some. */
const ANSWERED_WITHIN_MS = 60_000;
/** How long the server may take to put parts together. */
const COMPLETED_WITHIN_MS = 300_000;

/** Asks, and waits no longer than that; no answer by then is one that the network lost. */
async function ask<T>(callPath: string, call: Call, withinMs = ANSWERED_WITHIN_MS): Promise<T> {
  const signal = AbortSignal.timeout(withinMs);
  try {
    return await request<T>(callPath, { ...call, signal });
  } catch (error) {
    if (signal.aborted && !(error instanceof Problem)) {
      throw new Problem(0, "NetworkError", "The server cannot be reached.", "");
    }
    throw error;
  }
}

/** The server over the API. */
export const apiServer: Server = {
  // By a list, and not by HEAD: that nothing is there is no failure, which browsers would report.
  async lookUp(bucket, key) {
    try {
      const page = await ask<ObjectsPage>(path`/s3/${bucket}`, {
        query: { prefix: key, "max-keys": 1 },
      });
      return page.contents.find((each) => each.key === key);
    } catch (error) {
      if (error instanceof Problem && error.isRefused) {
        return undefined;
      }
      throw error;
    }
  },

  async listBelow(bucket, prefix) {
    const found = new Map<string, There>();
    let token: string | undefined;
    for (let pages = 0; pages < LIST_PAGES_MAX; pages++) {
      const page: ObjectsPage = await ask<ObjectsPage>(path`/s3/${bucket}`, {
        query: { prefix, "continuation-token": token },
      });
      page.contents.forEach((each) => found.set(each.key, each));
      token = page.nextContinuationToken;
      if (token === undefined) {
        return found;
      }
    }
    return undefined;
  },

  async checksum(upload) {
    const { size, checksum } = await ask<{
      size: number;
      checksum?: { algorithm: string; value: string };
    }>(objects(upload), { query: { key: upload.key, info: true } });
    return size === upload.size && checksum?.algorithm === "CRC32C" ? checksum.value : undefined;
  },

  async begin(upload) {
    const { uploadId } = await ask<{ uploadId: string }>(objects(upload), {
      method: "POST",
      query: { key: upload.key, uploads: true },
      headers: { "content-type": upload.type, "x-amz-checksum-algorithm": "CRC32C" },
    });
    return uploadId;
  },

  async parts(upload) {
    const found: ListedPart[] = [];
    let marker: number | undefined;
    do {
      const page: PartsPage = await ask<PartsPage>(objects(upload), {
        query: { ...ofUpload(upload), "part-number-marker": marker },
      });
      for (const { partNumber, etag, size, checksumAlgorithm, checksum } of page.parts) {
        const crc = checksumAlgorithm === "CRC32C" ? checksum : undefined;
        found.push({ number: partNumber, etag, size, crc });
      }
      marker = page.nextPartNumberMarker;
    } while (marker !== undefined);
    return found;
  },

  async putPart(upload, number, { crc, ...sending }) {
    const header = await sendBytes(objects(upload), {
      query: { ...ofUpload(upload), partNumber: number },
      headers: { "x-amz-checksum-crc32c": crc },
      ...sending,
    });
    return header("etag") ?? "";
  },

  async putWhole(upload, { crc, ...sending }) {
    await sendBytes(objects(upload), {
      query: { key: upload.key },
      headers: {
        "content-type": upload.type,
        "x-amz-checksum-crc32c": crc,
        ...unlessTaken(upload),
      },
      ...sending,
    });
  },

  async complete(upload) {
    const parts = Object.entries(upload.etags)
      .map(([number, etag]) => ({ partNumber: Number(number), etag }))
      .sort((a, b) => a.partNumber - b.partNumber);
    await ask(
      objects(upload),
      { method: "POST", query: ofUpload(upload), headers: unlessTaken(upload), json: { parts } },
      COMPLETED_WITHIN_MS,
    );
  },

  async abort(upload) {
    await ask(objects(upload), { method: "DELETE", query: ofUpload(upload) });
  },
};
