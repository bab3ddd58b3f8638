import { expect, it } from "vitest";
import { Problem } from "../../lib/http/problem";
import { runAll } from "./run-all";

const all = Array.from({ length: 20 }, (_, i) => ({ key: `k${i}` }));

it("does four at a time, and the others whatever fails", async () => {
  let running = 0;
  let most = 0;
  const outcome = await runAll(all, async ({ key }) => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
    if (key === "k3") {
      throw new Problem(403, "AccessDenied", "No.", "id");
    }
  });
  expect(most).toBe(4);
  expect(outcome.done).toHaveLength(19);
  expect(outcome.failures).toMatchObject([{ key: "k3", problem: { code: "AccessDenied" } }]);
  expect(outcome.left).toEqual([{ key: "k3" }]);
});

it("tries nothing more once nobody is signed in, and says what is left", async () => {
  let tried = 0;
  const outcome = await runAll(all, () => {
    tried++;
    return Promise.reject(new Problem(401, "Unauthorized", "Over.", "id"));
  });
  expect(tried).toBeLessThanOrEqual(4);
  expect(outcome.done).toEqual([]);
  expect(outcome.left).toHaveLength(20);
});

it("begins nothing more once it is stopped, and says what is left", async () => {
  const stop = new AbortController();
  const outcome = await runAll(
    all,
    async () => {
      await Promise.resolve();
      stop.abort();
    },
    { signal: stop.signal },
  );
  expect(outcome.done).toHaveLength(4);
  expect(outcome.failures).toEqual([]);
  expect(outcome.left).toHaveLength(16);
});
