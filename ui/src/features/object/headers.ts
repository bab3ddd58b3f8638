import type { ObjectInfo } from "../../api/types.gen";
import type { Tag } from "./api";
import { strings } from "./strings";

/** What can be said of an object beside its bytes. */
export interface Headers {
  readonly contentType: string;
  readonly cacheControl: string;
  readonly contentDisposition: string;
  readonly contentEncoding: string;
  readonly contentLanguage: string;
  readonly expires: string;
  readonly metadata: readonly Tag[];
}

export type HeaderField = Exclude<keyof Headers, "metadata">;

const { facts } = strings;

/** The fields that have names of their own, and how they are called, in the order in which they show. */
export const headerFields: readonly (readonly [HeaderField, string])[] = [
  ["contentType", facts.type],
  ["cacheControl", facts.cacheControl],
  ["contentDisposition", facts.contentDisposition],
  ["contentEncoding", facts.contentEncoding],
  ["contentLanguage", facts.contentLanguage],
  ["expires", facts.expires],
];

/** What is said of it now; empty where nothing is. */
export function headersOf(info: Pick<ObjectInfo, HeaderField | "metadata">): Headers {
  return {
    contentType: info.contentType,
    cacheControl: info.cacheControl ?? "",
    contentDisposition: info.contentDisposition ?? "",
    contentEncoding: info.contentEncoding ?? "",
    contentLanguage: info.contentLanguage ?? "",
    expires: info.expires ?? "",
    metadata: Object.entries(info.metadata).map(([key, value]) => ({ key, value })),
  };
}

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Whether a field of metadata can be called so. */
export const isFieldName = (name: string): boolean => NAME.test(name);

/** Whether two of those names are the same one: fields have it whatever the case of its letters. */
export function isNamedTwice(names: readonly string[]): boolean {
  return new Set(names.map((name) => name.toLowerCase())).size < names.length;
}
