import type { Upload } from "./model";
import { baseName } from "./names";
import type { Picked } from "./pick";

/**
 * The uploads that wait for their file, by what tells files apart. Several may have the same path, in
 * other buckets and folders. What was begun in parts is proved before more of it is sent; nothing proves
 * what is sent at once, so there the file has to be as old as the one that was chosen first.
 */
export class Wanted {
  readonly #uploads = new Map<string, Upload[]>();

  /** @param isWaiting whether an upload still waits for its file */
  constructor(
    uploads: readonly Upload[],
    private readonly isWaiting: (upload: Upload) => boolean,
  ) {
    for (const upload of uploads) {
      const { path, size, modified, uploadId } = upload;
      const name = baseName(path);
      this.#note(`path ${path}`, upload);
      this.#note(`${size} ${modified} path ${path}`, upload);
      this.#note(`${size} ${modified} name ${name}`, upload);
      if (uploadId !== undefined) {
        this.#note(`${size} path ${path}`, upload);
        this.#note(`${size} name ${name}`, upload);
      }
    }
  }

  /** The upload that a file is for, the surest first; undefined when nobody waits for it. */
  find({ path, file: { size, lastModified } }: Picked): Upload | undefined {
    const name = baseName(path);
    return (
      this.#first(`${size} ${lastModified} path ${path}`) ??
      this.#first(`${size} ${lastModified} name ${name}`) ??
      this.#first(`${size} path ${path}`) ??
      this.#first(`${size} name ${name}`) ??
      this.#onlyOf(path, size)
    );
  }

  #note(by: string, upload: Upload): void {
    const there = this.#uploads.get(by);
    if (there) {
      there.push(upload);
    } else {
      this.#uploads.set(by, [upload]);
    }
  }

  #first(by: string): Upload | undefined {
    const there = this.#uploads.get(by);
    // Thousands may be alike: those that have their file are not looked at again.
    while (there?.[0] && !this.isWaiting(there[0])) {
      there.shift();
    }
    return there?.[0];
  }

  /** One of another size is told so, where there is no doubt which is meant. */
  #onlyOf(path: string, size: number): Upload | undefined {
    const [only, ...others] = this.#uploads.get(`path ${path}`)?.filter(this.isWaiting) ?? [];
    return others.length === 0 && only?.size !== size ? only : undefined;
  }
}
