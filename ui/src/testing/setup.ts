import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// What is loaded when it is first shown may take its time on a machine that does something else beside.
configure({ asyncUtilTimeout: 20_000 });

// What Mantine asks of a browser and jsdom does not have. Some tests run without a browser.
if (typeof window !== "undefined") {
  window.matchMedia = (query) =>
    Object.assign(new EventTarget(), {
      matches: false,
      media: query,
      onchange: null,
    }) as unknown as MediaQueryList;
  window.scrollTo = () => undefined;
  // Fields that grow with their text measure it anew when a font arrives.
  Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });
  window.ResizeObserver = class {
    observe(): void {
      // Nothing is laid out here.
    }
    unobserve(): void {
      // As above.
    }
    disconnect(): void {
      // As above.
    }
  };
}
