import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { json, serve } from "../../../testing/server";
import { showAt } from "../../../testing/show";
import { SettingEditor } from "../setting/setting-editor";
import { aclOf } from "./acl";
import { groups } from "./acl-document";
import { blockOf } from "./block";
import { policyOf } from "./policy-setting";

afterEach(() => vi.unstubAllGlobals());

const done = () => new Response(null, { status: 204 });
const none = () => json(200, null);

async function review() {
  await userEvent.click(await screen.findByRole("button", { name: "Review and save" }));
  return within(await screen.findByRole("dialog"));
}

it("says what becomes public before a policy is saved, and sends just that", async () => {
  let sent: unknown;
  serve({
    "GET /s3/photos?policy&if-set": none,
    "PUT /s3/photos?policy": ({ body }) => {
      sent = JSON.parse(body as string);
      return done();
    },
  });
  showAt(<SettingEditor setting={policyOf("photos")} />);
  await userEvent.type(await screen.findByLabelText("Keys that begin with"), "public/");
  await userEvent.click(screen.getByRole("button", { name: "Add to the policy" }));
  expect(screen.getByText(/^Everybody, signed in or not, may read objects/)).toBeTruthy();
  const dialog = await review();
  expect(dialog.getByText(/becomes public/)).toBeTruthy();
  expect(dialog.getByText("read objects: objects below public/")).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));
  await screen.findByText("Saved");
  expect(sent).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::photos/public/*",
      },
    ],
  });
});

it("takes a policy away with its last statement, and says what is public no longer", async () => {
  const policy = {
    Statement: [
      { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::photos/*" },
    ],
  };
  const asked = serve({
    "GET /s3/photos?policy&if-set": () => json(200, policy),
    "DELETE /s3/photos?policy": done,
  });
  showAt(<SettingEditor setting={policyOf("photos")} />);
  await userEvent.click(await screen.findByRole("button", { name: "Remove statement 1" }));
  const dialog = await review();
  expect(dialog.getByText(/no longer public/)).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Remove" }));
  await vi.waitFor(() => expect(asked).toContain("DELETE /s3/photos?policy"));
});

it("warns where a block is taken off that keeps something from everybody", async () => {
  const block = { blockPublicPolicy: true, restrictPublicBuckets: true };
  serve({ "GET /s3/photos?publicAccessBlock&if-set": () => json(200, block) });
  showAt(<SettingEditor setting={blockOf("photos")} />);
  await userEvent.click(await screen.findByRole("switch", { name: /Ignore public policies/ }));
  const dialog = await review();
  expect(dialog.getByText(/counts again/)).toBeTruthy();
  expect(dialog.getByText(/^Ignore public policies:/)).toBeTruthy();
});

it("warns where a list gives everybody something, and says that it does not count", async () => {
  const acl = {
    owner: { id: "o" },
    grants: [{ grantee: { uri: groups.authenticated }, permission: "READ" }],
  };
  serve({
    "GET /s3/photos?acl": () => json(200, acl),
    "GET /s3/photos?ownershipControls&if-set": none,
  });
  showAt(<SettingEditor setting={aclOf("photos")} />, "/", "/?json=acl");
  const area = await screen.findByLabelText("Access control list of the bucket in JSON");
  await userEvent.clear(area);
  await userEvent.click(area);
  await userEvent.paste(JSON.stringify(acl).replace("AuthenticatedUsers", "AllUsers"));
  const dialog = await review();
  expect(dialog.getByText(/list what is in it/)).toBeTruthy();
});
