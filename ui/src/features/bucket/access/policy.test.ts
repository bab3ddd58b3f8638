import { expect, it } from "vitest";
import { omit } from "../../../lib/omit";
import { forEverybody } from "./everybody";
import { checkPolicy, statementDocument, statementsOf, withStatements } from "./policy";
import { givenToEverybody, resourceWords, statementSentence } from "./words";

const PUBLIC = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::photos/*" },
  ],
};
const DETAILED = {
  Sid: "office",
  Effect: "Deny",
  NotPrincipal: { AWS: ["arn:aws:iam:::user/ann", "123456789012"] },
  NotAction: ["s3:GetObject", "s3:ListBucket"],
  Resource: ["arn:aws:s3:::photos", "arn:aws:s3:::photos/2026/*"],
  Condition: {
    NotIpAddress: { "aws:SourceIp": ["192.0.2.0/24", "2001:db8::/32"] },
    Bool: { "aws:SecureTransport": "true" },
  },
};

it("reads statements and writes them as they were", () => {
  const [statement] = statementsOf({ Statement: DETAILED });
  expect(statement && statementDocument(statement)).toEqual(DETAILED);
  expect(withStatements(PUBLIC, statementsOf(PUBLIC))).toEqual(PUBLIC);
});

it("says what is wrong with the shape of a policy", () => {
  expect(() => checkPolicy({})).toThrow("has a Statement");
  expect(() => checkPolicy({ Statement: [{ ...DETAILED, Effect: "Maybe" }] })).toThrow("Allow or Deny");
  expect(() => checkPolicy({ Statement: [{ ...DETAILED, Effects: 1 }] })).toThrow("no field Effects");
  expect(() => checkPolicy([])).toThrow("in braces");
  expect(checkPolicy(PUBLIC)).toEqual(PUBLIC);
});

it("says a statement in a sentence", () => {
  const [open] = statementsOf(PUBLIC);
  expect(open && statementSentence(open, "photos")).toBe(
    "Everybody, signed in or not, may read objects: all objects.",
  );
  const [office] = statementsOf({ Statement: DETAILED });
  expect(office && statementSentence(office, "photos")).toBe(
    "Everybody but the user ann and every user of this store may not do anything but read objects and " +
      "list keys: the bucket itself and objects below 2026/, if the address of the client is not in " +
      "192.0.2.0/24 or 2001:db8::/32 and sent over TLS is true.",
  );
});

it("tells what everybody is given, and nothing that is for some or forbidden", () => {
  const statements = statementsOf({
    Statement: [
      ...PUBLIC.Statement,
      { ...PUBLIC.Statement[0], Principal: { AWS: "arn:aws:iam:::user/ann" } },
      { ...PUBLIC.Statement[0], Effect: "Deny" },
      { ...PUBLIC.Statement[0], Principal: { AWS: ["*"] }, Action: ["s3:PutObject", "s3:Odd"] },
    ],
  });
  expect(givenToEverybody(statements, "photos")).toEqual([
    "read objects: all objects",
    "write and replace objects: all objects",
    "s3:Odd: all objects",
  ]);
});

it.each([
  ["arn:aws:s3:::photos/a.txt", "the object a.txt"],
  ["arn:aws:s3:::photos/*.jpg", "objects whose keys fit *.jpg"],
  ["arn:aws:s3:::photos*", "the bucket and all that is in it"],
  ["arn:aws:s3:::photos/a${*}b", "the object a*b"],
])("says what %s is: %s", (resource, words) => {
  expect(resourceWords(resource, "photos")).toBe(words);
});

it("takes all but some for everybody, when something is allowed to them", () => {
  const statement = { ...PUBLIC.Statement[0], NotPrincipal: { AWS: "arn:aws:iam:::user/ann" } };
  expect(givenToEverybody(statementsOf({ Statement: omit(statement, "Principal") }), "photos")).toEqual([
    "read objects: all objects",
  ]);
});

it("gives everybody a prefix, in which nothing is a pattern", () => {
  const made = forEverybody("photos", "a*b/", "browse");
  expect(made.map(statementDocument)).toEqual([
    {
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::photos/a${*}b/*",
    },
    {
      Effect: "Allow",
      Principal: "*",
      Action: "s3:ListBucket",
      Resource: "arn:aws:s3:::photos",
      Condition: { StringLike: { "s3:prefix": "a${*}b/*" } },
    },
  ]);
  expect(forEverybody("photos", "", "browse")[1]?.conditions).toEqual([]);
  expect(givenToEverybody(forEverybody("photos", "in/", "drop"), "photos")[0]).toBe(
    "write and replace objects: objects below in/",
  );
  expect(givenToEverybody(made, "photos")[0]).toBe("read objects: objects below a*b/");
});
