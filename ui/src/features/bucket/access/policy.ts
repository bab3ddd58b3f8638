import type { Policy } from "../../../api/types.gen";
import { list, record, text, texts } from "../setting/check";

/** Whom a statement is about: everybody, or users by their names and by their canonical ids. */
export interface Principals {
  readonly isEverybody: boolean;
  readonly names: readonly string[];
  readonly canonical: readonly string[];
}

/** One condition: a key held against values. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement of a policy, with what may be one text or several always as a list. */
export interface Statement {
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  readonly principals: Principals;
  /** Whether it is about all but these. */
  readonly isNotPrincipals: boolean;
  readonly actions: readonly string[];
  readonly isNotActions: boolean;
  readonly resources: readonly string[];
  readonly isNotResources: boolean;
  readonly conditions: readonly Condition[];
}

const FIELDS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/** The statements of a policy. */
export function statementsOf(policy: Policy | null): Statement[] {
  const { Statement } = policy ?? {};
  return Statement === undefined
    ? []
    : (Array.isArray(Statement) ? Statement : [Statement]).map(statementOf);
}

/**
 * Reads a policy; throws an Error that says what is wrong with its shape. What it may say is for the
 * server to judge.
 */
export function checkPolicy(document: unknown): Policy {
  const found = record(document, ["Version", "Id", "Statement"], "A policy");
  if (found.Statement === undefined) {
    throw new Error("A policy has a Statement");
  }
  statementsOf(found);
  return found;
}

function statementOf(document: unknown): Statement {
  const found = record(document, FIELDS, "A statement");
  if (found.Effect !== "Allow" && found.Effect !== "Deny") {
    throw new Error("Effect is Allow or Deny");
  }
  return {
    ...(found.Sid === undefined ? {} : { sid: text(found.Sid, "Sid") }),
    effect: found.Effect,
    principals: principalsOf(found.Principal ?? found.NotPrincipal),
    isNotPrincipals: found.Principal === undefined,
    actions: oneOrMore(found.Action ?? found.NotAction, "Action"),
    isNotActions: found.Action === undefined,
    resources: oneOrMore(found.Resource ?? found.NotResource, "Resource"),
    isNotResources: found.Resource === undefined,
    conditions: conditionsOf(found.Condition),
  };
}

function oneOrMore(value: unknown, what: string): string[] {
  return typeof value === "string" ? [value] : texts(list(value, what), what);
}

function principalsOf(value: unknown): Principals {
  if (value === "*") {
    return { isEverybody: true, names: [], canonical: [] };
  }
  const { AWS, CanonicalUser } = record(value, ["AWS", "CanonicalUser"], "Principal");
  const names = AWS === undefined ? [] : oneOrMore(AWS, "AWS");
  return {
    isEverybody: names.includes("*"),
    names: names.filter((name) => name !== "*"),
    canonical: CanonicalUser === undefined ? [] : oneOrMore(CanonicalUser, "CanonicalUser"),
  };
}

function conditionsOf(value: unknown): Condition[] {
  if (value === undefined) {
    return [];
  }
  return Object.entries(allFields(value)).flatMap(([operator, keys]) =>
    Object.entries(allFields(keys)).map(([key, values]) => ({
      operator,
      key,
      values: (Array.isArray(values) ? values : [values]).map(String),
    })),
  );
}

function allFields(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error("Condition is an object of operators, each with keys");
  }
  return value as Record<string, unknown>;
}

/** A statement in the language of policies. */
export function statementDocument(statement: Statement): Record<string, unknown> {
  const { sid, effect, isNotPrincipals, isNotActions, isNotResources } = statement;
  return {
    ...(sid === undefined || sid === "" ? {} : { Sid: sid }),
    Effect: effect,
    [isNotPrincipals ? "NotPrincipal" : "Principal"]: principalsDocument(statement.principals),
    [isNotActions ? "NotAction" : "Action"]: shortest(statement.actions),
    [isNotResources ? "NotResource" : "Resource"]: shortest(statement.resources),
    ...(statement.conditions.length === 0
      ? {}
      : { Condition: conditionsDocument(statement.conditions) }),
  };
}

function principalsDocument({ isEverybody, names, canonical }: Principals): unknown {
  if (isEverybody) {
    return "*";
  }
  return {
    ...(names.length === 0 && canonical.length > 0 ? {} : { AWS: shortest(names) }),
    ...(canonical.length === 0 ? {} : { CanonicalUser: shortest(canonical) }),
  };
}

function conditionsDocument(conditions: readonly Condition[]): Record<string, unknown> {
  const made: Record<string, Record<string, unknown>> = {};
  for (const { operator, key, values } of conditions) {
    made[operator] = { ...made[operator], [key]: shortest(values) };
  }
  return made;
}

function shortest(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] ?? "") : values;
}

/** A policy with these statements in the place of those that it has. */
export function withStatements(policy: Policy | null, statements: readonly Statement[]): Policy {
  return {
    ...(policy ?? { Version: "2012-10-17" }),
    Statement: statements.map(statementDocument),
  };
}
