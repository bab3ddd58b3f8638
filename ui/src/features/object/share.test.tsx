import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { ObjectInfo } from "../../api/types.gen";
import { json, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import Share from "./share";

afterEach(() => vi.unstubAllGlobals());

it("says who can use a link before it makes one, and to the second until when it works", async () => {
  const expiresAt = "2026-06-29T20:18:28.000Z";
  serve({
    "GET /objects/photos?presign&key=a.jpg&expires=86400&method=GET": () =>
      json(200, { url: "http://localhost:9000/photos/a.jpg?X-Amz-Signature=1", expiresAt }),
  });
  showAt(<Share which={{ bucket: "photos", key: "a.jpg", versionId: undefined }} info={{} as ObjectInfo} />);
  expect(await screen.findByText(/^Whoever has the link can download this/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Create a link" }));
  const time = await screen.findByText(/2026/, { selector: "time" });
  expect(time.getAttribute("datetime")).toBe(expiresAt);
  expect(screen.getByText(/works on this computer only/)).toBeTruthy();
});
