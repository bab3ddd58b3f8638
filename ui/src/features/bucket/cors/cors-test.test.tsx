import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { json, serve } from "../../../testing/server";
import { showAt } from "../../../testing/show";
import { readRule } from "./cors";
import { CorsTest } from "./cors-test";

afterEach(() => vi.unstubAllGlobals());

it("asks the server by the rules as they are edited, and says its answer", async () => {
  const rules = { CORSRules: [readRule("https://a.example")] };
  const sent: unknown[] = [];
  serve({
    "POST /s3/photos?cors-check": ({ body }) => {
      sent.push(JSON.parse(body as string));
      return json(200, sent.length === 1
        ? { isConfigured: true, isAllowed: false }
        : { isConfigured: true, isAllowed: true, rule: 0, exposeHeaders: ["ETag"], maxAgeSeconds: 60 });
    },
  });
  showAt(<CorsTest bucket="photos" rules={rules} />);
  await userEvent.click(await screen.findByRole("button", { name: "Try" }));
  expect(await screen.findByText(/^No: no rule fits/)).toBeTruthy();
  await userEvent.clear(screen.getByLabelText("Origin of the page"));
  await userEvent.type(screen.getByLabelText("Origin of the page"), "https://a.example");
  expect(screen.queryByText(/^No:/)).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Try" }));
  expect(await screen.findByText(/^Yes, by rule 1\..*ETag.*60 s/)).toBeTruthy();
  expect(sent).toEqual([
    { origin: "https://example.com", method: "GET", headers: [], rules },
    { origin: "https://a.example", method: "GET", headers: [], rules },
  ]);
});

it("asks nothing where there are no rules, and says what that means", async () => {
  const asked = serve({});
  showAt(<CorsTest bucket="photos" rules={null} />);
  expect(await screen.findByText(/there are no rules/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Try" }).disabled).toBe(true);
  expect(asked).toEqual([]);
});
