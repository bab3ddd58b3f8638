import { BucketIcon } from "../../components/icons";
import { listBuckets } from "../../lib/whoami";
import type { PaletteSource } from "../shell/palette-sources";

const FOUND_MAX = 5;

/** Buckets whose names begin with the text. */
export const findBuckets: PaletteSource = async (text, signal) => {
  const prefix = text.toLowerCase();
  if (!/^[a-z0-9.-]+$/.test(prefix)) {
    return [];
  }
  const { buckets } = await listBuckets({ prefix, limit: FOUND_MAX }, signal);
  return buckets.map(({ name }) => ({
    id: `bucket ${name}`,
    label: name,
    hint: "Bucket",
    icon: BucketIcon,
    href: `/buckets/${name}/objects`,
  }));
};
