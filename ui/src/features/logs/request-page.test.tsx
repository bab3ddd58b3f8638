import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { refusal } from "../../testing/refusal";
import { json, problem, serve, type Answers } from "../../testing/server";
import { showAt } from "../../testing/show";
import { RequestPage } from "./request-page";

afterEach(() => vi.unstubAllGlobals());

function show(answers: Answers) {
  serve({ "GET /logs?requestId=id-1&limit=1": () => json(200, { events: [] }), ...answers });
  showAt(<RequestPage />, "/logs/$id", "/logs/id-1");
}

it("says which statement refused it, and leads to the same question", async () => {
  show({ "GET /why/id-1": () => json(200, refusal) });
  expect(await screen.findByText("the rules of ann")).toBeTruthy();
  expect(screen.getByText("number 2")).toBeTruthy();
  const link = screen.getByRole<HTMLAnchorElement>("link", { name: "Would it pass now?" });
  const query = new URL(link.href).searchParams;
  expect(query.get("action")).toContain("s3:PutObject");
  expect(query.get("key")).toContain("a/b.jpg");
});

it("lays what a client signed beside what it should have signed", async () => {
  const because = { reason: "It does not match.", canonical_request: "GET\n/photos\nhost:a", string_to_sign: "AWS4" };
  show({ "GET /why/id-1": () => json(200, { ...refusal, accessKeyProved: false, because }) });
  await userEvent.type(await screen.findByLabelText(/^What your client signed/), "GET{Enter}/photos{Enter}host:b");
  const diff = screen.getByRole("group", { name: /^What changes/ });
  expect(diff.textContent).toContain("host:a");
  expect(diff.textContent).toContain("host:b");
  expect(screen.queryByRole("link", { name: "Would it pass now?" })).toBeNull();
});

it("says that nothing is known of a request, and never that it was allowed", async () => {
  show({ "GET /why/id-1": () => problem(404, "NoSuchRefusal") });
  expect(await screen.findByText("Nothing is known of this request")).toBeTruthy();
});

it("shows a request to who may see requests and not why they were refused", async () => {
  const event = { ts: 1, time: "2026-01-01T00:00:00Z", requestId: "id-1", port: "s3", op: "GetObject", status: 200, bytesIn: 0, bytesOut: 5, durationMs: 1 };
  show({
    "GET /logs?requestId=id-1&limit=1": () => json(200, { events: [event] }),
    "GET /why/id-1": () => problem(403, "AccessDenied"),
  });
  expect(await screen.findByText("GetObject")).toBeTruthy();
  expect(screen.queryByText(/admin:Explain/)).toBeNull();
});
