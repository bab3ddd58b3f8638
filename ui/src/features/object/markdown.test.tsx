import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import Markdown from "./markdown";

it("has its headings below that of the page, and no markup of its own", () => {
  render(
    <MantineProvider env="test">
      <Markdown text={"# Notes\n\n## More\n\n###### Least\n\n<h1>raw</h1>\n\n[in](/x) [out](https://example.com/)"} />
    </MantineProvider>,
  );
  expect(screen.queryByRole("heading", { level: 1 })).toBeNull();
  const levels = screen.getAllByRole("heading").map(({ tagName, textContent }) => [tagName, textContent]);
  expect(levels).toEqual([
    ["H2", "Notes"],
    ["H3", "More"],
    ["H6", "Least"],
  ]);
  expect(screen.getByText("in").getAttribute("href")).toBeNull();
  expect(screen.getByText("out").getAttribute("rel")).toContain("noopener");
});
