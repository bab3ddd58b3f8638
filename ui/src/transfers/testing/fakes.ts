import { Problem } from "../../lib/http/problem";
import type { Hash } from "../hasher";
import type { Keeper, Kept } from "../keep";
import type { There, Upload } from "../model";
import type { ListedPart, Sending, Server } from "../server";
import type { Channel } from "../tabs";

/** A checksum without a worker: of the length and the first byte alone, because files here are large. */
export const sampleHash: Hash = async (blob) => {
  const [first] = new Uint8Array(await blob.slice(0, 1).arrayBuffer());
  return `${blob.size}/${first ?? 0}`;
};

export function problem(status: number, code: string): Problem {
  return new Problem(status, code, `What ${code} means.`, "id-1");
}

interface Begun {
  readonly key: string;
  readonly parts: Map<number, ListedPart>;
}

/** A server in memory that keeps what it is sent, and fails as it is told to. */
export class FakeServer implements Server {
  readonly objects = new Map<string, There & { crc: string }>();
  readonly begun = new Map<string, Begun>();
  /** What was asked, in order: `part 2`, `complete a.bin`. */
  readonly asked: string[] = [];
  /** Called before each answer; what it throws is the answer. */
  before: (asked: string) => void | Promise<void> = () => undefined;

  async #ask(what: string): Promise<void> {
    this.asked.push(what);
    await this.before(what);
  }

  async lookUp(_: string, key: string): Promise<There | undefined> {
    await this.#ask(`look ${key}`);
    return this.objects.get(key);
  }

  async listBelow(_: string, prefix: string): Promise<ReadonlyMap<string, There> | undefined> {
    await this.#ask(`list ${prefix}`);
    return new Map([...this.objects].filter(([key]) => key.startsWith(prefix)));
  }

  checksum({ key, size }: Upload): Promise<string | undefined> {
    const object = this.objects.get(key);
    return Promise.resolve(object?.size === size ? object.crc : undefined);
  }

  async begin({ key }: Upload): Promise<string> {
    await this.#ask(`begin ${key}`);
    const id = `up${this.begun.size + 1}`;
    this.begun.set(id, { key, parts: new Map() });
    return id;
  }

  async parts(upload: Upload): Promise<readonly ListedPart[]> {
    await this.#ask(`parts ${upload.key}`);
    return [...this.#of(upload).parts.values()];
  }

  async putPart(upload: Upload, number: number, { body, crc, signal, onProgress }: Sending): Promise<string> {
    await this.#ask(`part ${number}`);
    signal.throwIfAborted();
    onProgress(body.size);
    const etag = `"${number}-${crc}"`;
    this.#of(upload).parts.set(number, { number, etag, size: body.size, crc });
    return etag;
  }

  async putWhole({ key, mayReplace }: Upload, { body, crc, signal }: Sending): Promise<void> {
    await this.#ask(`whole ${key}`);
    signal.throwIfAborted();
    this.#keep(key, mayReplace, body.size, crc);
  }

  async complete(upload: Upload): Promise<void> {
    await this.#ask(`complete ${upload.key}`);
    const { parts } = this.#of(upload);
    const size = [...parts.values()].reduce((sum, part) => sum + part.size, 0);
    if (Object.keys(upload.etags).length !== parts.size) {
      throw problem(400, "InvalidPart");
    }
    this.#keep(upload.key, upload.mayReplace, size, "of parts");
    this.begun.delete(upload.uploadId ?? "");
  }

  async abort({ uploadId }: Upload): Promise<void> {
    await this.#ask(`abort ${uploadId ?? ""}`);
    this.begun.delete(uploadId ?? "");
  }

  #of({ uploadId }: Upload): Begun {
    const found = this.begun.get(uploadId ?? "");
    if (!found) {
      throw problem(404, "NoSuchUpload");
    }
    return found;
  }

  #keep(key: string, mayReplace: boolean, size: number, crc: string): void {
    if (!mayReplace && this.objects.has(key)) {
      throw problem(412, "PreconditionFailed");
    }
    this.objects.set(key, { size, crc, lastModified: "2026-01-01T00:00:00Z" });
  }
}

/** What a browser keeps, in memory. */
export class FakeKeeper implements Keeper {
  readonly kept = new Map<string, Kept>();
  isBroken = false;

  load(): Promise<readonly Kept[]> {
    return this.isBroken ? Promise.reject(new Error("no")) : Promise.resolve([...this.kept.values()]);
  }

  save(kept: readonly Kept[], gone: readonly string[]): Promise<void> {
    if (this.isBroken) {
      return Promise.reject(new Error("no"));
    }
    kept.forEach((each) => this.kept.set(each.id, each));
    gone.forEach((id) => this.kept.delete(id));
    return Promise.resolve();
  }
}

/** The channel of several tabs. */
export function fakeChannels(count: number): Channel[] {
  const channels: Channel[] = [];
  for (let i = 0; i < count; i++) {
    const own: Channel = {
      onmessage: null,
      postMessage: (data) =>
        channels
          .filter((other) => other !== own)
          .forEach((other) => other.onmessage?.({ data } as MessageEvent)),
    };
    channels.push(own);
  }
  return channels;
}
