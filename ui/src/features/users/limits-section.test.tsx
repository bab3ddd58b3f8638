import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { json, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import type { User } from "./api";
import { LimitsSection } from "./limits-section";

afterEach(() => vi.unstubAllGlobals());

const user: User = {
  id: "u1",
  canonicalId: "c1",
  accessKeyID: "AK",
  enabled: true,
  admin: false,
  acl: [],
  keys: [],
  createdAt: "2026-01-01T00:00:00Z",
};

const none = { requestsPerSecond: null, burst: null, uploadBytesPerSecond: null, downloadBytesPerSecond: null };

it("takes a limit that ends in a zero for the limit that it is", async () => {
  let limits: object = none;
  const sent: unknown[] = [];
  const asked = serve({
    "GET /users/u1/limits": () => json(200, limits),
    "PUT /users/u1/limits": ({ body }) => {
      sent.push(JSON.parse(body as string));
      limits = { ...none, ...(sent.at(-1) as object) };
      return new Response(null, { status: 200 });
    },
  });
  showAt(<LimitsSection user={user} />);
  await userEvent.type(await screen.findByLabelText("Upload, KiB per second"), "2.50{Enter}");
  await screen.findByText("Saved.");
  expect(sent).toEqual([{ uploadBytesPerSecond: 2560 }]);
  expect(asked.filter((one) => one.startsWith("DELETE"))).toEqual([]);
});

it("keeps what somebody else changed meanwhile, and asks again before it replaces that", async () => {
  let limits: object = none;
  const sent: unknown[] = [];
  serve({
    "GET /users/u1/limits": () => json(200, limits),
    "PUT /users/u1/limits": ({ body }) => {
      sent.push(JSON.parse(body as string));
      limits = { ...none, ...(sent.at(-1) as object) };
      return new Response(null, { status: 200 });
    },
  });
  showAt(<LimitsSection user={user} />);
  await userEvent.type(await screen.findByLabelText("Burst, requests at once"), "7");
  limits = { ...none, requestsPerSecond: 5 };
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("Saved.");
  expect(sent).toEqual([{ requestsPerSecond: 5, burst: 7 }]);

  await userEvent.type(screen.getByLabelText("Burst, requests at once"), "8");
  limits = { ...none, requestsPerSecond: 5, burst: 9 };
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText(/Somebody else changed these limits/)).toBeTruthy();
  expect(sent).toHaveLength(1);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toEqual({ requestsPerSecond: 5, burst: 78 });
});
