import type { Acl, Grant } from "../../../api/types.gen";
import { list, record, text } from "../setting/check";

export const permissions = ["READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL"] as const;
export type Permission = (typeof permissions)[number];

/** The groups that a list can name, by their addresses. */
export const groups = {
  everybody: "http://acs.amazonaws.com/groups/global/AllUsers",
  authenticated: "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
  logDelivery: "http://acs.amazonaws.com/groups/s3/LogDelivery",
} as const;
export type Group = keyof typeof groups;

/** The group that a grant is for; undefined where it is for a user. */
export function groupOf({ grantee: { uri } }: Grant): Group | undefined {
  return (Object.keys(groups) as Group[]).find((name) => groups[name] === uri);
}

/** Reads a list; throws an Error that says what is wrong with it. */
export function checkAcl(document: unknown): Acl {
  const { owner, grants } = record(document, ["owner", "grants"]);
  return {
    owner: { id: text(record(owner, ["id"], "owner").id, "The id of the owner") },
    grants: list(grants, "grants").map(checkGrant),
  };
}

function checkGrant(document: unknown): Grant {
  const { grantee, permission } = record(document, ["grantee", "permission"], "A grant");
  const { id, uri } = record(grantee, ["id", "uri"], "grantee");
  const known = permissions.find((each) => each === permission);
  if (known === undefined) {
    throw new Error(`permission is one of ${permissions.join(", ")}`);
  }
  if ((id === undefined) === (uri === undefined)) {
    throw new Error("grantee has an id or a uri");
  }
  return {
    grantee: id === undefined ? { uri: text(uri, "uri") } : { id: text(id, "id") },
    permission: known,
  };
}

/** What a list gives everybody that another one does not. */
export function opened(before: Acl | null, after: Acl | null): Permission[] {
  const had = publicOf(before);
  return publicOf(after).filter((permission) => !had.includes(permission));
}

function publicOf(acl: Acl | null): Permission[] {
  return (acl?.grants ?? [])
    .filter((grant) => groupOf(grant) === "everybody")
    .map(({ permission }) => permission);
}
