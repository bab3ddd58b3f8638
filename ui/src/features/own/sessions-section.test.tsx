import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { loadSession, sessionState } from "../../lib/http/session";
import { json, problem, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import { SessionsSection } from "./sessions-section";

afterEach(() => vi.unstubAllGlobals());

const session = {
  id: "s1",
  current: true,
  accessKeyID: "AK",
  createdAt: "2026-11-22T18:47:24Z",
  lastSeenAt: "2026-11-22T18:47:24Z",
  endsAt: "2026-11-23T02:47:24Z",
  address: "192.0.2.1",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36",
};
const other = { ...session, id: "s2", current: false, address: "192.0.2.2" };

it("ends another session, and offers not to end this one by itself", async () => {
  let sessions = [session, other];
  serve({
    "GET /sessions": () => json(200, { sessions }),
    "DELETE /sessions/s2": () => {
      sessions = [session];
      return new Response(null, { status: 204 });
    },
  });
  showAt(<SessionsSection />);
  const end = await screen.findByRole("button", { name: "End the session from 192.0.2.2" });
  expect(screen.queryByRole("button", { name: "End the session from 192.0.2.1" })).toBeNull();
  await userEvent.click(end);
  await vi.waitFor(() => expect(screen.queryByText("192.0.2.2")).toBeNull());
  expect(screen.getByText("192.0.2.1")).toBeTruthy();
});

it("tells why a session could not be ended, and goes on listing it", async () => {
  serve({
    "GET /sessions": () => json(200, { sessions: [session, other] }),
    "DELETE /sessions/s2": () => problem(503, "SlowDown"),
  });
  showAt(<SessionsSection />);
  await userEvent.click(await screen.findByRole("button", { name: "End the session from 192.0.2.2" }));
  expect(await screen.findByText("SlowDown")).toBeTruthy();
  expect(screen.getByText("192.0.2.2")).toBeTruthy();
});

it("ends all of them after a question, and this page is then signed out", async () => {
  const asked = serve({
    "GET /session?if-any": () => json(200, { session: { accessKey: "AK", csrfToken: "t" } }),
    "GET /sessions": () => json(200, { sessions: [session, other] }),
    "DELETE /sessions": () => json(200, { ended: 2 }),
  });
  await loadSession();
  showAt(<SessionsSection />);
  await userEvent.click(await screen.findByRole("button", { name: "End all…" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(asked).not.toContain("DELETE /sessions");
  await userEvent.click(dialog.getByRole("button", { name: "End all sessions" }));
  await vi.waitFor(() => expect(sessionState().kind).toBe("over"));
});
