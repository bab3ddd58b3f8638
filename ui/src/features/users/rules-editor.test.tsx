import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { json, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import { who } from "../../testing/who";
import type { User } from "./api";
import { RulesEditor } from "./rules-editor";

afterEach(() => vi.unstubAllGlobals());

const user: User = {
  id: "u1",
  canonicalId: "c1",
  accessKeyID: "AK",
  enabled: true,
  admin: false,
  acl: [{ effect: "Allow", buckets: ["photos"], actions: ["s3:GetObject"] }],
  keys: [],
  createdAt: "2026-01-01T00:00:00Z",
};

function show(now: User = user) {
  const sent: unknown[] = [];
  serve({
    "GET /whoami": () => json(200, who("s3:ListAllMyBuckets")),
    "GET /s3?limit=50": () => json(200, { buckets: [] }),
    "GET /users/u1": () => json(200, now),
    "PUT /users/u1": ({ body }) => {
      sent.push(JSON.parse(body as string));
      return new Response(null, { status: 200 });
    },
  });
  showAt(<RulesEditor user={user} />);
  return sent;
}

it("shows what changes before it saves, and saves that", async () => {
  const sent = show();
  await userEvent.click(await screen.findByText("Deny"));
  await userEvent.click(screen.getByRole("button", { name: "Review and save…" }));
  const diff = await screen.findByRole("group", { name: /^What changes/ });
  expect(diff.textContent).toContain('"effect": "Deny"');
  expect(diff.textContent).toContain('"effect": "Allow"');
  expect(sent).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Save rules" }));
  await vi.waitFor(() =>
    expect(sent).toEqual([{ acl: [{ effect: "Deny", buckets: ["photos"], actions: ["s3:GetObject"] }] }]),
  );
});

it("keeps form and JSON in step, and saves nothing that is no rule", async () => {
  show();
  await userEvent.click(await screen.findByText("Deny"));
  await userEvent.click(screen.getByText("JSON"));
  const text = screen.getByLabelText<HTMLTextAreaElement>("JSON", { selector: "textarea" });
  expect(text.value).toContain('"Deny"');
  await userEvent.type(text, "x");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Review and save…" }).disabled).toBe(true);
  await userEvent.click(screen.getByRole("button", { name: "Discard changes" }));
  expect(text.value).toContain('"Allow"');
});

it("compares with the rules as they are now, and says that somebody else changed them", async () => {
  show({ ...user, acl: [...user.acl, { effect: "Deny", buckets: ["photos"], actions: ["s3:DeleteObject"] }] });
  await userEvent.click(await screen.findByText("Deny"));
  await userEvent.click(screen.getByRole("button", { name: "Review and save…" }));
  const diff = await screen.findByRole("group", { name: /^What changes/ });
  expect(diff.textContent).toContain("s3:DeleteObject");
  expect(screen.getByText(/changed by somebody else/)).toBeTruthy();
});
