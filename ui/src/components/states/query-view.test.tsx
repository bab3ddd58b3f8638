import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { Problem } from "../../lib/http/problem";
import { QueryView } from "./query-view";

function Shown({ ask }: { ask: () => Promise<string> }) {
  const query = useQuery({ queryKey: ["x"], queryFn: ask, retry: false });
  return (
    <>
      <button onClick={() => void query.refetch()}>refetch</button>
      <QueryView query={query} action="s3:ListBucket">
        {(data) => <p>{data}</p>}
      </QueryView>
    </>
  );
}

function show(...answers: (string | Problem)[]) {
  const ask = () => {
    const next = answers.shift();
    return typeof next === "string" ? Promise.resolve(next) : Promise.reject(next ?? new Error());
  };
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <Shown ask={ask} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

it("names the action where it is refused", async () => {
  show(new Problem(403, "AccessDenied", "No.", "id-7"));
  expect(await screen.findByText(/s3:ListBucket/)).toBeTruthy();
  expect(screen.getByText("id-7")).toBeTruthy();
});

it("shows the code and the id of what failed, and asks again", async () => {
  show(new Problem(500, "InternalError", "It broke.", "id-8"), "there");
  expect(await screen.findByText("InternalError")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("there")).toBeTruthy();
});

it("keeps what was there, with its age, when it cannot be had anew", async () => {
  show("first", new Problem(0, "NetworkError", "Gone.", ""));
  await screen.findByText("first");
  await userEvent.click(screen.getByRole("button", { name: "refetch" }));
  expect(await screen.findByText("NetworkError")).toBeTruthy();
  expect(screen.getByText("first")).toBeTruthy();
});

it("waits where nobody is signed in any more: that is asked over the page", async () => {
  show("first", new Problem(401, "SessionOver", "Over.", "id-9"));
  await screen.findByText("first");
  await userEvent.click(screen.getByRole("button", { name: "refetch" }));
  expect(screen.queryByText("SessionOver")).toBeNull();
});
