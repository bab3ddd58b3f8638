import { expect, it } from "vitest";
import { checkAcl, groups, opened } from "./acl-document";

const owner = { id: "o" };
const own = { grantee: { id: "o" }, permission: "FULL_CONTROL" } as const;
const read = { grantee: { uri: groups.everybody }, permission: "READ" } as const;
const signed = { grantee: { uri: groups.authenticated }, permission: "WRITE" } as const;

it("reads lists as they are, and says what is none", () => {
  expect(checkAcl({ owner, grants: [own, read] })).toEqual({ owner, grants: [own, read] });
  expect(() => checkAcl({ owner, grants: [{ ...own, permission: "ALL" }] })).toThrow("one of READ");
  expect(() => checkAcl({ owner, grants: [{ ...own, grantee: {} }] })).toThrow("an id or a uri");
  expect(() => checkAcl({ grants: [] })).toThrow("owner");
});

it("tells what everybody gets that nobody had, and not what users get", () => {
  const closed = { owner, grants: [own] };
  expect(opened(closed, { owner, grants: [own, read, signed] })).toEqual(["READ"]);
  expect(opened({ owner, grants: [read] }, closed)).toEqual([]);
});
