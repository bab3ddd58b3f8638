import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { json, serve } from "../../../testing/server";
import { showAt } from "../../../testing/show";
import { who } from "../../../testing/who";
import { QuotaPage } from "./quota-page";

afterEach(() => vi.unstubAllGlobals());

it("takes a size with a fraction as it is typed, in the unit that it is typed in", async () => {
  const sent: unknown[] = [];
  serve({
    "GET /whoami": () => json(200, who("admin:GetBucketQuota", "s3:ListAllMyBuckets")),
    "GET /s3?details&prefix=b&limit=1": () => json(200, { buckets: [] }),
    "HEAD /s3/b": () => new Response(null, { status: 200 }),
    "GET /s3/b?quota": () => json(200, { bytes: null, objects: null, used: { bytes: 0, objects: 0 } }),
    "PUT /s3/b?quota": ({ body }) => {
      sent.push(JSON.parse(body as string));
      return new Response(null, { status: 204 });
    },
  });
  showAt(<QuotaPage />, "/buckets/$bucket", "/buckets/b");
  const size = await screen.findByLabelText<HTMLInputElement>("Size");
  await userEvent.type(size, "1.50");
  expect(size.value).toBe("1.50");
  expect(screen.getByLabelText<HTMLInputElement>("Unit of the size", { selector: "input" }).value).toBe("GiB");
  await userEvent.type(screen.getByLabelText("Objects and versions"), "100");
  await userEvent.click(screen.getByRole("button", { name: "Review and save" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));
  await screen.findByText("Saved");
  expect(sent).toEqual([{ bytes: 1.5 * 1024 ** 3, objects: 100 }]);
});
