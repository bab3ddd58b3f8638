import type { LinkProps } from "@tanstack/react-router";
import { strings } from "./strings";

/** The parts of a bucket, in the order in which they stand side by side. */
export const bucketTabs: readonly {
  readonly to: NonNullable<LinkProps["to"]>;
  readonly label: string;
}[] = [
  { to: "/buckets/$bucket/objects", label: strings.tabs.objects },
  { to: "/buckets/$bucket/access", label: strings.tabs.access },
  { to: "/buckets/$bucket/cors", label: strings.tabs.cors },
  { to: "/buckets/$bucket/versioning", label: strings.tabs.versioning },
  { to: "/buckets/$bucket/quota", label: strings.tabs.quota },
  { to: "/buckets/$bucket/tags", label: strings.tabs.tags },
  { to: "/buckets/$bucket/uploads", label: strings.tabs.uploads },
];
