import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { json, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import { PlaceForm } from "./place-form";

afterEach(() => vi.unstubAllGlobals());

const place = { endpoint: "http://s3", region: "r", accessKey: "", secretKey: "", bucket: "" };

it("keeps no secret of a new key once its page was left", async () => {
  serve({
    "GET /own/keys": () => json(200, { keys: [] }),
    "POST /own/keys": () => json(201, { accessKeyID: "AK2", secretAccessKey: "a secret" }),
  });
  const onSecret = vi.fn();
  const { history, client } = showAt(
    <PlaceForm typedEndpoint="http://s3" place={place} buckets={[]} onSecret={onSecret} />,
    "/connect",
  );
  await userEvent.click(await screen.findByRole("button", { name: /key/i }));
  await vi.waitFor(() => expect(onSecret).toHaveBeenCalledWith("a secret"));
  history.push("/elsewhere");
  await screen.findByText("elsewhere");
  await vi.waitFor(() => expect(client.getMutationCache().getAll()).toEqual([]));
});
