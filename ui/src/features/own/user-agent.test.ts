import { expect, it } from "vitest";
import { shortAgent } from "./user-agent";

it("tells browsers in short, and leaves others as they are", () => {
  expect(
    shortAgent("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36"),
  ).toBe("Chrome 143, Linux");
  expect(
    shortAgent("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 (KHTML) Version/18.0 Mobile/1 Safari/604"),
  ).toBe("Safari 18, iPhone");
  expect(shortAgent("curl/8.5")).toBe("curl/8.5");
});
