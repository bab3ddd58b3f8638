import type { WhoAmI } from "../api/types.gen";

/** Whom a server of a test takes us for: an administrator who may do these things. */
export function who(...actions: readonly string[]): WhoAmI {
  return {
    accessKey: "",
    userId: "",
    canonicalId: "",
    name: "",
    administrator: true,
    actions: [...actions],
    scheme: "http",
    ip: "",
    blocksPublicAccess: false,
  };
}
