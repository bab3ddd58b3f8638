import { expect, it } from "vitest";
import type { Standing } from "./api";
import { changedOf, envText } from "./changed";

const as = (env: Standing["env"], override: Standing["override"] = null): Standing => ({
  env,
  override,
  effective: override ?? env,
});

const standings = {
  ratelimit: as({ enabled: false, rps: 0, burst: 0 }, { enabled: true, rps: 12.5, burst: 0 }),
  ipban: as({ enabled: true, maxFailures: 20, windowSeconds: 60, banSeconds: 900 }),
  trustedproxy: as(
    { addresses: ["127.0.0.1"], hops: 0, header: "X-Forwarded-For" },
    { addresses: ["10.0.0.0/8", "192.0.2.1"], hops: 0, header: "X-Forwarded-For" },
  ),
};

it("tells what holds in place of what the environment says, and no more", () => {
  expect(changedOf(standings).map(({ field, env, effective }) => [field.env, env, effective])).toEqual([
    ["RATE_LIMIT_ENABLED", false, true],
    ["RATE_LIMIT_RPS", 0, 12.5],
    ["TRUSTED_PROXIES", ["127.0.0.1"], ["10.0.0.0/8", "192.0.2.1"]],
  ]);
  expect(changedOf({ ...standings, ratelimit: standings.ipban, trustedproxy: standings.ipban })).toEqual([]);
});

it("writes what holds as lines that the server reads at its start", () => {
  const lines = envText(standings).split("\n");
  expect(lines).toContain("RATE_LIMIT_RPS=12.5");
  expect(lines[lines.indexOf("RATE_LIMIT_RPS=12.5") - 1]).toBe("# in place of 0");
  expect(lines).toContain("TRUSTED_PROXIES=10.0.0.0/8,192.0.2.1");
  expect(lines).toContain("IP_BAN_SECONDS=900");
  expect(lines.filter((line) => line.startsWith("#"))).toHaveLength(3);
});
