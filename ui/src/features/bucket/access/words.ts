import type { Condition, Principals, Statement } from "./policy";

/** What actions are called by people; what is not here keeps its name. */
const deeds: Readonly<Record<string, string>> = {
  "*": "do anything",
  "s3:*": "do anything",
  "s3:getobject": "read objects",
  "s3:getobjectversion": "read older versions",
  "s3:getobject*": "read objects, their versions, tags and lists",
  "s3:putobject": "write and replace objects",
  "s3:deleteobject": "delete objects",
  "s3:deleteobjectversion": "erase versions for good",
  "s3:listbucket": "list keys",
  "s3:listbucketversions": "list versions",
  "s3:listbucketmultipartuploads": "list uploads under way",
  "s3:listmultipartuploadparts": "list parts of uploads",
  "s3:abortmultipartupload": "abort uploads",
  "s3:getobjectacl": "read access control lists of objects",
  "s3:putobjectacl": "change access control lists of objects",
  "s3:getobjecttagging": "read tags of objects",
  "s3:putobjecttagging": "change tags of objects",
  "s3:getbucketlocation": "ask for the region",
  "s3:getbucketpolicy": "read this policy",
  "s3:putbucketpolicy": "change this policy",
  "s3:deletebucketpolicy": "take this policy away",
  "s3:deletebucket": "delete the bucket",
};

const comparisons: Readonly<Record<string, string>> = {
  StringEquals: "is",
  StringNotEquals: "is not",
  StringEqualsIgnoreCase: "is, in any case,",
  StringLike: "fits",
  StringNotLike: "does not fit",
  IpAddress: "is in",
  NotIpAddress: "is not in",
  Bool: "is",
  NumericEquals: "is",
  NumericLessThan: "is less than",
  NumericLessThanEquals: "is at most",
  NumericGreaterThan: "is more than",
  NumericGreaterThanEquals: "is at least",
  DateLessThan: "is before",
  DateLessThanEquals: "is not after",
  DateGreaterThan: "is after",
  DateGreaterThanEquals: "is not before",
  ArnEquals: "is",
  ArnLike: "fits",
  Null: "is missing:",
};

const keys: Readonly<Record<string, string>> = {
  "aws:sourceip": "the address of the client",
  "aws:securetransport": "sent over TLS",
  "aws:currenttime": "the time",
  "aws:referer": "the page that links (which anybody can claim)",
  "aws:useragent": "the program (which anybody can claim)",
  "aws:username": "the name of the user",
  "s3:prefix": "the prefix that is listed",
  "s3:max-keys": "the length of the page",
};

const everybody = "everybody, signed in or not,";
const wholeStore = "every user of this store";

/** Several things in a sentence. */
export function joined(parts: readonly string[], last = "and"): string {
  return parts.length < 2
    ? (parts[0] ?? "")
    : `${parts.slice(0, -1).join(", ")} ${last} ${parts.at(-1) ?? ""}`;
}

/** A user as a policy names it, by the name that people know. */
export function userWords(name: string): string {
  if (/^\d{12}$/.test(name) || /^arn:aws:iam::\d*:root$/.test(name)) {
    return wholeStore;
  }
  const [, user] = /^arn:aws:iam::\d*:user\/(.+)$/.exec(name) ?? [];
  return user === undefined ? name : `the user ${user}`;
}

function who({ isEverybody, names, canonical }: Principals): string {
  return isEverybody
    ? everybody
    : joined([...names.map(userWords), ...canonical.map((id) => `the user ${id.slice(0, 12)}…`)]);
}

/** An action in words. */
export function actionWords(action: string): string {
  return deeds[action.toLowerCase()] ?? action;
}

/** A resource in words, as one of a bucket. */
export function resourceWords(resource: string, bucket: string): string {
  const path = resource.replace(/^arn:aws:s3:::/, "");
  if (path === bucket) {
    return "the bucket itself";
  }
  if (path === `${bucket}/*` || path === "*") {
    return "all objects";
  }
  if (path === `${bucket}*`) {
    return "the bucket and all that is in it";
  }
  if (!path.startsWith(`${bucket}/`)) {
    return resource;
  }
  const key = path.slice(bucket.length + 1);
  const [, prefix] = /^((?:[^*?$]|\$\{[*?$]\}|\$(?!\{))*)(\*?)$/.exec(key) ?? [];
  if (prefix === undefined) {
    return `objects whose keys fit ${key}`;
  }
  const plain = prefix.replace(/\$\{([*?$])\}/g, "$1");
  return key.endsWith("*") ? `objects below ${plain}` : `the object ${plain}`;
}

/** A condition in words. */
export function conditionWords({ operator, key, values }: Condition): string {
  const [, each, plain = operator, ifThere] =
    /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  const subject = keys[key.toLowerCase()] ?? key;
  const compared = comparisons[plain] ?? plain;
  const quantified = each === "ForAllValues" ? "each of " : each === "ForAnyValue" ? "one of " : "";
  return `${quantified}${subject} ${compared} ${joined(values, "or")}${ifThere ? ", where it is said" : ""}`;
}

/** What a statement says, taken apart. */
export interface StatementWords {
  readonly isAllowed: boolean;
  readonly who: string;
  readonly what: string;
  readonly where: string;
  readonly when: string;
}

/** A statement in words. */
export function statementWords(statement: Statement, bucket: string): StatementWords {
  const { principals, actions, resources, conditions } = statement;
  const people = who(principals);
  const isDeny = statement.effect === "Deny" && !statement.isNotActions;
  const what = joined([...new Set(actions.map(actionWords))], isDeny ? "or" : "and");
  const where = joined([...new Set(resources.map((each) => resourceWords(each, bucket)))]);
  return {
    isAllowed: statement.effect === "Allow",
    who: statement.isNotPrincipals ? `everybody but ${people}` : people,
    what: statement.isNotActions ? `do anything but ${what}` : what,
    where: statement.isNotResources ? `everything but ${where}` : where,
    when: joined(conditions.map(conditionWords)),
  };
}

/** The same in one sentence. */
export function statementSentence(statement: Statement, bucket: string): string {
  const words = statementWords(statement, bucket);
  const may = words.isAllowed ? "may" : "may not";
  const sentence = `${words.who} ${may} ${words.what}: ${words.where}`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${
    words.when === "" ? "" : `, if ${words.when}`
  }.`;
}

/** What the statements let everybody do, each thing for itself. */
export function givenToEverybody(statements: readonly Statement[], bucket: string): string[] {
  const given = statements
    .filter(
      ({ effect, principals, isNotPrincipals }) =>
        effect === "Allow" && principals.isEverybody !== isNotPrincipals,
    )
    .flatMap((statement) => {
      const { what, where, when } = statementWords(statement, bucket);
      const condition = when === "" ? "" : `, if ${when}`;
      return statement.isNotActions || statement.isNotResources
        ? [`${what}: ${where}${condition}`]
        : statement.actions.flatMap((action) =>
            statement.resources.map(
              (resource) =>
                `${actionWords(action)}: ${resourceWords(resource, bucket)}${condition}`,
            ),
          );
    });
  return [...new Set(given)];
}
