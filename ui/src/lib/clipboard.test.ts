import { afterEach, expect, it, vi } from "vitest";
import { copyText } from "./clipboard";

afterEach(() => vi.unstubAllGlobals());

const withClipboard = (writeText: (text: string) => Promise<void>) =>
  vi.stubGlobal("navigator", { clipboard: { writeText } });

function oldWay(copy: () => boolean) {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand = copy;
}

it("copies by the clipboard where there is one", async () => {
  const written: string[] = [];
  withClipboard((text) => {
    written.push(text);
    return Promise.resolve();
  });
  expect(await copyText("x")).toBe(true);
  expect(written).toEqual(["x"]);
});

it.each([true, false])("says what the old way says, where there is none: %s", async (isDone) => {
  vi.stubGlobal("navigator", {});
  let selected = "";
  oldWay(() => {
    selected = document.querySelector("textarea")?.value ?? "";
    return isDone;
  });
  expect(await copyText("secret\nlines")).toBe(isDone);
  expect(selected).toBe("secret\nlines");
  expect(document.querySelector("textarea")).toBeNull();
});

it("tries the old way where the clipboard is not allowed", async () => {
  withClipboard(() => Promise.reject(new Error("no")));
  oldWay(() => true);
  expect(await copyText("x")).toBe(true);
});
