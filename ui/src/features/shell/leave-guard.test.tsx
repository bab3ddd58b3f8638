import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { expect, it } from "vitest";
import { hasUnsaved, useUnsaved } from "../../lib/unsaved";
import { showAt } from "../../testing/show";
import { isElsewhere, LeaveGuard } from "./leave-guard";

function Form() {
  const [text, setText] = useState("");
  const navigate = useNavigate();
  useUnsaved(text !== "");
  return (
    <>
      <LeaveGuard />
      <input aria-label="text" value={text} onChange={({ currentTarget }) => setText(currentTarget.value)} />
      <button type="button" onClick={() => void navigate({ href: "/away" })}>
        go
      </button>
    </>
  );
}

const go = () => userEvent.click(screen.getByRole("button", { name: "go" }));

/** Whether the browser would ask before the page is closed. */
function isAskedByTheBrowser(): boolean {
  const event = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
}

it("asks before what is not saved is left, and stays or leaves as told", async () => {
  const { history } = showAt(<Form />, "/form");
  await userEvent.type(await screen.findByLabelText("text"), "a");
  expect(hasUnsaved()).toBe(true);
  await go();
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: "Go on editing" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(history.location.pathname).toBe("/form");
  expect(screen.getByLabelText<HTMLInputElement>("text").value).toBe("a");
  await go();
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Leave without saving" }));
  expect(await screen.findByText("elsewhere")).toBeTruthy();
  expect(hasUnsaved()).toBe(false);
});

it("asks nobody who changed nothing, or took it back", async () => {
  showAt(<Form />, "/form");
  const field = await screen.findByLabelText("text");
  await userEvent.type(field, "a");
  await userEvent.clear(field);
  expect(isAskedByTheBrowser()).toBe(false);
  await go();
  expect(await screen.findByText("elsewhere")).toBeTruthy();
});

it("takes another page and another tab for elsewhere, and another view of the same for here", () => {
  const here = { pathname: "/users/a", search: { tab: "rules" } };
  expect(isElsewhere(here, { pathname: "/users/b", search: { tab: "rules" } })).toBe(true);
  expect(isElsewhere(here, { pathname: "/users/a", search: { tab: "keys" } })).toBe(true);
  expect(isElsewhere(here, { pathname: "/users/a", search: {} })).toBe(true);
  expect(isElsewhere(here, { pathname: "/users/a", search: { tab: "rules", json: "x" } })).toBe(false);
});
