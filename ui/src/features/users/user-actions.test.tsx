import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { problem, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import { UserActions } from "./user-actions";

afterEach(() => vi.unstubAllGlobals());

it("tells why a user could not be enabled", async () => {
  serve({ "PATCH /users/u1": () => problem(403, "AccessDenied") });
  showAt(
    <UserActions
      user={{
        id: "u1",
        name: "ada",
        canonicalId: "c1",
        accessKeyID: "AK",
        enabled: false,
        admin: false,
        acl: [],
        keys: [],
        createdAt: "2026-01-01T00:00:00Z",
      }}
    />,
  );
  await userEvent.click(await screen.findByRole("button", { name: "Actions for ada" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Enable" }));
  expect(await screen.findByText("AccessDenied")).toBeTruthy();
});
