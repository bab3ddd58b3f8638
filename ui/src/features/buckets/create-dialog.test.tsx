import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { showAt } from "../../testing/show";
import { json, problem, serve } from "../../testing/server";
import { CreateDialog } from "./create-dialog";

afterEach(() => vi.unstubAllGlobals());

const made = () => json(200, { location: "/photos" });

async function submit(name: string) {
  showAt(<CreateDialog onClose={vi.fn()} />);
  await userEvent.type(await screen.findByLabelText("Name"), name);
}

it("says what is wrong with a name while it is typed, and asks for nothing", async () => {
  const asked = serve({});
  await submit("My Photos{Enter}");
  expect(await screen.findByText(/no capital letters/)).toBeTruthy();
  expect(asked).toEqual([]);
});

it("tells nobody that a name is too short who is still typing", async () => {
  serve({});
  await submit("ph");
  expect(screen.queryByText(/at least 3/)).toBeNull();
  await userEvent.type(screen.getByLabelText("Name"), "{Enter}");
  expect(await screen.findByText(/at least 3/)).toBeTruthy();
});

it("makes a bucket that keeps versions", async () => {
  const asked = serve({
    "PUT /s3/photos": made,
    "PUT /s3/photos?versioning": () => json(200, null),
  });
  await submit("photos");
  await userEvent.click(screen.getByLabelText("Enable versioning"));
  await userEvent.click(screen.getByRole("button", { name: "Create bucket" }));
  await vi.waitFor(() => expect(asked).toEqual(["PUT /s3/photos", "PUT /s3/photos?versioning"]));
});

it("says at the name that it is taken", async () => {
  serve({ "PUT /s3/photos": () => problem(409, "BucketAlreadyExists") });
  await submit("photos{Enter}");
  expect(await screen.findByText(/of that name already/)).toBeTruthy();
});

it("says that the bucket is made where it cannot keep versions", async () => {
  serve({
    "PUT /s3/photos": made,
    "PUT /s3/photos?versioning": () => problem(403, "AccessDenied"),
  });
  await submit("photos");
  await userEvent.click(screen.getByLabelText("Enable versioning"));
  await userEvent.click(screen.getByRole("button", { name: "Create bucket" }));
  expect(await screen.findByText(/was created, but versioning could not be enabled/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Open the bucket" })).toBeTruthy();
});
