import { screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { refusal as anyRefusal } from "../../testing/refusal";
import { json, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import { LogsPage } from "./logs-page";
import { nameOfUser } from "./user";

afterEach(() => vi.unstubAllGlobals());

const refusal = {
  ...anyRefusal,
  because: {
    user: "arn:aws:iam::000000000000:user/ann",
    reason: "no rule of the user allows it",
    missing: "a rule that allows s3:PutObject",
  },
};

const show = (refusals: unknown[]) => {
  serve({
    "GET /why?limit=200": () => json(200, { refusals }),
    "GET /logs?port=s3&limit=100": () => json(200, { events: [] }),
    "GET /config/accesslog": () => json(200, { enabled: false }),
  });
};

it("names who was refused and why, and tells that from what would allow it", async () => {
  show([refusal, { ...refusal, requestId: "id-2", accessKeyProved: false }]);
  showAt(<LogsPage />, "/logs", "/logs?show=refusals");
  expect(await screen.findByText("ann")).toBeTruthy();
  expect(screen.getByText("AK")).toBeTruthy();
  expect(screen.getAllByText("no rule of the user allows it")).toHaveLength(2);
  expect(screen.getAllByText("What would allow it: a rule that allows s3:PutObject")).toHaveLength(2);
});

it("leads to what was refused where requests are not kept", async () => {
  show([]);
  showAt(<LogsPage />, "/logs");
  const link = await screen.findByRole<HTMLAnchorElement>("link", { name: "See what was refused" });
  expect(new URL(link.href).search).toContain("show=refusals");
});

it("takes nothing but the ARN of a user for a name", () => {
  expect(nameOfUser("arn:aws:iam::1:user/a/b")).toBe("a/b");
  expect(nameOfUser("arn:aws:iam::1:root")).toBe("");
  expect(nameOfUser(undefined)).toBe("");
});
