import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { Answer } from "../../api/types.gen";
import { json, problem, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import { who } from "../../testing/who";
import { AccessCheck, questionOf } from "./access-check";
import type { User } from "./api";

afterEach(() => vi.unstubAllGlobals());

const user: User = {
  id: "u1",
  canonicalId: "c1",
  accessKeyID: "AK",
  name: "ann",
  enabled: true,
  admin: false,
  acl: [{ effect: "Allow", buckets: ["photos"], actions: ["s3:GetObject"] }],
  keys: [],
  createdAt: "2026-11-22T18:47:24Z",
};

const refused: Answer = {
  allowed: false,
  action: "s3:PutObject",
  resource: "arn:aws:s3:::photos/a",
  user: "ann",
  userEnabled: true,
  decidedBy: "nothing",
  reason: "No rule allows it.",
  absentKeys: [],
};

const names = {
  "GET /whoami": () => json(200, who("s3:ListAllMyBuckets")),
  "GET /s3?limit=50": () => json(200, { buckets: [{ name: "photos" }] }),
};

it("asks what its address says, and tells who decided and by which rule", async () => {
  let asked: unknown;
  serve({
    ...names,
    "POST /simulate": ({ body }) => {
      asked = JSON.parse(body as string);
      return json(200, { ...refused, allowed: true, action: "s3:GetObject", decidedBy: "rules", statement: 0 });
    },
  });
  showAt(<AccessCheck user={user} />, "/users/$id", "/users/u1?tab=check&action=s3:GetObject&bucket=photos&key=a&ip=192.0.2.7");
  expect(await screen.findByText("Allowed")).toBeTruthy();
  expect(screen.getByText("the rules of the user")).toBeTruthy();
  expect(screen.getByText("number 1")).toBeTruthy();
  expect(asked).toEqual({
    action: "s3:GetObject",
    user: "u1",
    bucket: "photos",
    key: "a",
    context: { "aws:SourceIp": "192.0.2.7" },
  });
});

it("puts what is asked into the address, and asks nothing before", async () => {
  const asked = serve({ ...names, "POST /simulate": () => json(200, refused) });
  const { history } = showAt(<AccessCheck user={user} />, "/users/$id", "/users/u1?tab=check");
  await userEvent.type(await screen.findByLabelText("Action", { selector: "input" }), "s3:PutObject");
  await userEvent.type(screen.getByLabelText("Bucket", { selector: "input" }), "photos");
  expect(asked).not.toContain("POST /simulate");
  await userEvent.click(screen.getByRole("button", { name: "Ask" }));
  expect(await screen.findByText("Refused")).toBeTruthy();
  expect(screen.getByText(/what is not allowed is refused/)).toBeTruthy();
  expect(history.location.href).toContain("bucket=photos");
});

it("tells why a question cannot be answered, which is no refusal", async () => {
  serve({ ...names, "POST /simulate": () => problem(404, "NoSuchBucket") });
  showAt(<AccessCheck user={user} />, "/users/$id", "/users/u1?tab=check&action=s3:GetObject&bucket=gone");
  expect(await screen.findByText("NoSuchBucket")).toBeTruthy();
  expect(screen.queryByText("Refused")).toBeNull();
});

it("asks for nobody, and over TLS, where that is chosen", () => {
  expect(questionOf({ action: "s3:GetObject", as: "nobody", tls: "yes" }, "u1")).toEqual({
    action: "s3:GetObject",
    context: { "aws:SecureTransport": "true" },
  });
  expect(questionOf({ bucket: "b" }, "u1")).toBeUndefined();
});
