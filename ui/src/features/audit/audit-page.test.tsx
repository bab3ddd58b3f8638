import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { json, problem, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import { AuditPage } from "./audit-page";

afterEach(() => vi.unstubAllGlobals());

const event = {
  id: "0001",
  time: "2026-11-22T18:47:24Z",
  ts: 1,
  actor: "ann",
  actorID: "u1",
  accessKeyID: "AK",
  action: "user.rules",
  target: "user/bob",
  before: '{"acl":["old"]}',
  after: '{"acl":["new"]}',
  address: "192.0.2.7",
  requestId: "r1",
  result: "done",
};

it("opens a record to what changed, line by line", async () => {
  serve({ "GET /audit?limit=100": () => json(200, { events: [event] }) });
  showAt(<AuditPage />, "/audit");
  await userEvent.click(await screen.findByRole("button", { name: "Details of user.rules user/bob" }));
  const drawer = within(await screen.findByRole("dialog"));
  const diff = drawer.getByRole("group").textContent;
  expect(diff).toContain('"old"');
  expect(diff).toContain('"new"');
  expect(drawer.getByText("192.0.2.7")).toBeTruthy();
});

it("sends its filter to the server, goes on where a page ends, and tells when nothing matches", async () => {
  const asked = serve({
    "GET /audit?action=user&limit=100": () => json(200, { events: [event], next: "c2" }),
    "GET /audit?action=user&limit=100&cursor=c2": () => json(200, { events: [{ ...event, id: "0002", target: "user/carl" }] }),
    "GET /audit?limit=100": () => json(200, { events: [] }),
  });
  const { history } = showAt(<AuditPage />, "/audit", "/audit?action=user");
  const save = await screen.findByRole("link", { name: "Save as JSON lines" });
  expect(save.getAttribute("href")).toContain("/audit?action=user&format=jsonl");
  await userEvent.click(await screen.findByRole("button", { name: "Show older" }));
  expect(await screen.findByText("user/carl")).toBeTruthy();
  expect(asked).toContain("GET /audit?action=user&limit=100&cursor=c2");
  history.replace("/audit");
  expect(await screen.findByText("Nothing has been changed yet")).toBeTruthy();
});

it("says what it takes to see it, rather than that there is nothing", async () => {
  serve({ "GET /audit?limit=100": () => problem(403, "AccessDenied") });
  showAt(<AuditPage />, "/audit");
  expect(await screen.findByText(/admin:ReadAudit/)).toBeTruthy();
  expect(screen.queryByText("Nothing has been changed yet")).toBeNull();
});
