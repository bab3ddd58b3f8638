import type { Standings } from "./api";
import type { Field } from "./fields";
import { strings } from "./strings";

/** The values of the settings that can be changed while the server runs. */
export const standingFields = {
  ratelimit: [
    { name: "enabled", env: "RATE_LIMIT_ENABLED", label: strings.enabled, kind: "switch" },
    { name: "rps", env: "RATE_LIMIT_RPS", label: strings.rps, kind: "number", max: 1_000_000 },
    { name: "burst", env: "RATE_LIMIT_BURST", label: strings.burst, kind: "number", max: 1_000_000 },
  ],
  ipban: [
    { name: "enabled", env: "IP_BAN_ENABLED", label: strings.enabled, kind: "switch" },
    { name: "maxFailures", env: "IP_BAN_MAX_FAILURES", label: strings.maxFailures, kind: "number", min: 1, max: 10_000 },
    { name: "windowSeconds", env: "IP_BAN_WINDOW_SECONDS", label: strings.windowSeconds, kind: "number", min: 1, max: 3_600 },
    { name: "banSeconds", env: "IP_BAN_SECONDS", label: strings.banSeconds, kind: "number", min: 1, max: 604_800 },
  ],
  trustedproxy: [
    { name: "addresses", env: "TRUSTED_PROXIES", label: strings.addresses, hint: strings.addressesHint, kind: "list" },
    { name: "hops", env: "RATE_LIMIT_TRUSTED_PROXIES", label: strings.hops, hint: strings.hopsHint, kind: "number", max: 64 },
    {
      name: "header",
      env: "TRUSTED_PROXY_HEADER",
      label: strings.header,
      kind: "choice",
      choices: ["X-Forwarded-For", "Forwarded"],
    },
  ],
} as const satisfies Record<Standings, readonly Field[]>;
