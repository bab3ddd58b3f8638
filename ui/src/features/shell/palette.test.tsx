import { fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { json, problem, serve, type Answers } from "../../testing/server";
import { showAt } from "../../testing/show";
import { who } from "../../testing/who";
import { Palette } from "./palette";

afterEach(() => vi.unstubAllGlobals());

/** Buckets that begin with `zz`, as the palette asks for them. */
const ASK = "GET /s3?prefix=zz&limit=5";

function show(answers: Answers) {
  const asked = serve({ "GET /whoami": () => json(200, who("s3:ListAllMyBuckets")), ...answers });
  showAt(<Palette isOpen onClosed={vi.fn()} />);
  return asked;
}

async function type(...texts: string[]) {
  const input = await screen.findByPlaceholderText("Page, bucket or pasted address");
  for (const value of texts) {
    fireEvent.change(input, { target: { value } });
  }
}

it("asks once it is typed, and not at every key", async () => {
  const asked = show({ [ASK]: () => json(200, { buckets: [{ name: "zz1" }] }) });
  await type("z", "zy", "zz");
  expect(await screen.findByText("zz1")).toBeTruthy();
  expect(asked.filter((name) => name.includes("prefix="))).toEqual([ASK]);
});

it("says that nothing was found only when it has looked", async () => {
  let answer: (response: Response) => void = () => undefined;
  const answered = new Promise<Response>((resolve) => {
    answer = resolve;
  });
  show({ [ASK]: () => answered });
  await type("zz");
  expect(await screen.findByText("Searching…")).toBeTruthy();
  expect(screen.queryByText("Nothing found")).toBeNull();
  answer(json(200, { buckets: [] }));
  expect(await screen.findByText("Nothing found")).toBeTruthy();
  expect(screen.queryByText("Searching…")).toBeNull();
});

it("tells what could not be searched from what finds nothing", async () => {
  show({ [ASK]: () => problem(500, "InternalError") });
  await type("zz");
  expect(await screen.findByText("Not everything could be searched")).toBeTruthy();
  expect(screen.queryByText("Nothing found")).toBeNull();
});
