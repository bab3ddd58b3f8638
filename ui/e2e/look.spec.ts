import { expectAccessible, expectNoSidewaysScroll, picture, settled } from "./harness/look";
import { pages, showcase } from "./harness/pages";
import { test } from "./harness/test";

const widths = [360, 390, 768, 1440] as const;
const colours = ["light", "dark"] as const;

for (const shown of pages) {
  test(`${shown.name}: axe finds nothing grave in either colours, and nothing sticks out at any width @once`, async ({ page, open, store, unique }) => {
    const address = await shown.address(await showcase(store, unique));
    if (shown.isOutside) {
      await page.goto(`./${address}`);
    } else {
      await open(address);
    }
    await shown.ready(page);
    await settled(page);
    for (const colour of colours) {
      await page.emulateMedia({ colorScheme: colour });
      await expectAccessible(page, `${shown.name}, ${colour}`);
      await picture(page, `${shown.name}-${colour}`);
    }
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      await settled(page);
      await expectNoSidewaysScroll(page, `${shown.name} at ${width} px`);
      await picture(page, `${shown.name}-${width}`);
    }
    await page.setViewportSize({ width: 390, height: 800 });
    await expectAccessible(page, `${shown.name} at 390 px`);
  });
}
