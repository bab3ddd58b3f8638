import { screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { problem, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import { Requests } from "./requests";

afterEach(() => vi.unstubAllGlobals());

it("offers the other ranges where one cannot be had", async () => {
  serve({ "GET /stats/requests?range=24h": () => problem(500, "InternalError") });
  showAt(<Requests />);
  expect(await screen.findByText("InternalError")).toBeTruthy();
  expect(screen.getByRole("radiogroup", { name: "Time range" })).toBeTruthy();
});
