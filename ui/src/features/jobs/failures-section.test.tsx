import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Job } from "../../api/types.gen";
import { FailuresSection } from "./failures-section";

const job = (failed: number, kept: number): Job => ({
  id: "j",
  task: { kind: "delete-prefix", bucket: "b", prefix: "p/" },
  status: "done",
  startedBy: "u",
  startedAt: "2026-11-28T16:00:00Z",
  changedAt: "2026-11-28T16:00:01Z",
  done: 5,
  doneBytes: 5,
  failed,
  failures: Array.from({ length: kept }, (_, i) => ({ key: `k${i}`, code: "AccessDenied" })),
});

const show = (of: Job) =>
  render(
    <MantineProvider env="test">
      <FailuresSection job={of} />
    </MantineProvider>,
  );

it("says of how many failures it shows the first ones", () => {
  show(job(1_234, 10));
  expect(screen.getByText(/The first 10 of 1,234/)).toBeTruthy();
});

it("says nothing of the kind where all of them show", () => {
  show(job(2, 2));
  expect(screen.queryByText(/The first/)).toBeNull();
  expect(screen.getByText("k1")).toBeTruthy();
});

it("has a column of versions where there are some", () => {
  const found = job(1, 1);
  const { unmount } = show(found);
  expect(screen.queryByText("Version ID")).toBeNull();
  unmount();
  show({ ...found, failures: [{ key: "k", versionId: "v1", code: "AccessDenied" }] });
  expect(screen.getAllByText("Version ID").length).toBeGreaterThan(0);
  expect(screen.getByText("v1")).toBeTruthy();
});
