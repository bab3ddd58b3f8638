import type { ObjectPage } from "../../api/types.gen";
import { BucketIcon, FileIcon, FolderIcon } from "../../components/icons";
import { path, request } from "../../lib/http/request";
import { stringifySearch } from "../../lib/search";
import type { PaletteItem } from "../shell/palette-sources";
import { recentFolders } from "./recent";
import { strings } from "./strings";

const SHOWN_MAX = 5;
const S3 = "s3://";

/** The page of a folder, below where the console is mounted. */
function folderHref(bucket: string, prefix: string): string {
  return path`/buckets/${bucket}/objects` + stringifySearch(prefix === "" ? {} : { prefix });
}

function folder(bucket: string, prefix: string): PaletteItem {
  return {
    id: `folder ${bucket}/${prefix}`,
    label: prefix === "" ? bucket : prefix,
    hint: prefix === "" ? strings.bucket : strings.folderIn(bucket),
    icon: prefix === "" ? BucketIcon : FolderIcon,
    href: folderHref(bucket, prefix),
  };
}

function object(bucket: string, key: string): PaletteItem {
  return {
    id: `object ${bucket}/${key}`,
    label: key,
    hint: strings.objectIn(bucket),
    icon: FileIcon,
    href: path`/buckets/${bucket}/object` + stringifySearch({ key }),
  };
}

/** What an `s3://` address names, whether it is there or not. */
export function findAddress(text: string): Promise<readonly PaletteItem[]> {
  if (!text.startsWith(S3)) {
    return Promise.resolve([]);
  }
  const [bucket = ""] = text.slice(S3.length).split("/", 1);
  const key = text.slice(S3.length + bucket.length + 1);
  const items = key === "" || key.endsWith("/") ? [folder(bucket, key)] : [object(bucket, key)];
  return Promise.resolve(bucket === "" ? [] : items);
}

/** Folders that were looked at, with the text anywhere in their names. */
export function findRecent(text: string): Promise<readonly PaletteItem[]> {
  const wanted = text.toLowerCase();
  return Promise.resolve(
    recentFolders()
      .filter(({ bucket, prefix }) => prefix !== "" && `${bucket}/${prefix}`.toLowerCase().includes(wanted))
      .slice(0, SHOWN_MAX)
      .map(({ bucket, prefix }) => folder(bucket, prefix)),
  );
}

/** What begins so in the folder that was looked at last, and the key itself from the top. */
export async function findObjects(
  text: string,
  signal: AbortSignal,
): Promise<readonly PaletteItem[]> {
  const [last] = recentFolders();
  if (last === undefined) {
    return [];
  }
  const { bucket, prefix } = last;
  const starts = prefix === "" ? [text] : [prefix + text, text];
  const pages = await Promise.all(
    starts.map((start) =>
      request<ObjectPage>(path`/s3/${bucket}`, {
        query: { prefix: start, delimiter: "/", "max-keys": SHOWN_MAX },
        signal,
      }),
    ),
  );
  return pages
    .flatMap((page) => [
      ...page.commonPrefixes.map((each) => folder(bucket, each.prefix)),
      ...page.contents.map(({ key }) => object(bucket, key)),
    ])
    .slice(0, SHOWN_MAX);
}
