import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { AccessKey } from "../../api/types.gen";
import { json, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import { keysOfUser, ownKeys } from "./api";
import { KeysSection } from "./keys-table";

afterEach(() => vi.unstubAllGlobals());

const key: AccessKey = { accessKeyID: "AK 1", enabled: true, createdAt: "2026-01-01T00:00:00Z" };

it("rotates a key: the old one works on for as long as was chosen, and the new secret shows once", async () => {
  const asked = serve({
    "POST /keys/AK%201/rotate?graceSeconds=86400": () =>
      json(201, { accessKeyID: "AK2", secretAccessKey: "new-secret", userId: "u1" }),
  });
  const onChanged = vi.fn();
  showAt(<KeysSection keys={[key]} calls={keysOfUser("u1")} onChanged={onChanged} />);
  await userEvent.click(await screen.findByRole("button", { name: "Actions for AK 1" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Rotate…" }));
  await userEvent.click(await screen.findByRole("button", { name: "Create the new key" }));
  expect(await screen.findByText("new-secret")).toBeTruthy();
  expect(asked).toHaveLength(1);
  expect(onChanged).toHaveBeenCalledOnce();
});

it("offers nothing that gives an own key more than it has", async () => {
  serve({});
  showAt(<KeysSection keys={[{ ...key, enabled: false }]} calls={ownKeys} onChanged={vi.fn()} />);
  await userEvent.click(await screen.findByRole("button", { name: "Actions for AK 1" }));
  const names = (await screen.findAllByRole("menuitem")).map((item) => item.textContent);
  expect(names).toEqual(["Rotate…", "Expire sooner…", "Remove…"]);
});
