import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, it, vi } from "vitest";
import { json, serve } from "../../../testing/server";
import { userNamesQuery } from "./users";

afterEach(() => vi.unstubAllGlobals());

it("offers users without a name by their id, which policies take as well", async () => {
  serve({
    "GET /whoami": () => json(200, { actions: ["admin:ListUsers"] }),
    "GET /users?limit=200": () => json(200, [{ id: "u1", name: "ada" }, { id: "u2" }]),
  });
  expect(await new QueryClient().query(userNamesQuery)).toEqual(["arn:aws:iam:::user/ada", "u2"]);
});
