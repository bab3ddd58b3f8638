import type { Rule } from "../../api/types.gen";
import { gistOf } from "./rules";
import { strings } from "./strings";

const NAMES_MAX = 4;

/** A rule as a sentence: what it lets somebody do, or not, and where. */
export function ruleInWords({ effect, buckets, actions }: Rule): string {
  if (effect === "Allow" && actions.length === 1 && actions[0] === "s3:ListAllMyBuckets") {
    return strings.seeBuckets;
  }
  const gist = gistOf(actions);
  const where = [...new Set(buckets.map(bucketInWords))];
  if (effect === "Deny" && gist === "everything") {
    return strings.nothingIn(listed(where));
  }
  const what = gist ? strings.gists[gist] : strings.doing(listed(actions));
  const verb = effect === "Allow" ? strings.may : strings.mustNot;
  return `${verb} ${what} ${strings.inside} ${listed(where)}.`;
}

function bucketInWords(bucket: string): string {
  if (bucket === "*") {
    return strings.allBuckets;
  }
  if (bucket === "@own") {
    return strings.ownBuckets;
  }
  return /[*?]/.test(bucket) ? strings.bucketsLike(bucket) : bucket;
}

function listed(names: readonly string[]): string {
  if (names.length === 0) {
    return strings.none;
  }
  const shown =
    names.length > NAMES_MAX
      ? [...names.slice(0, NAMES_MAX - 1), strings.moreOf(names.length - NAMES_MAX + 1)]
      : names;
  return new Intl.ListFormat("en", { type: "conjunction", style: "long" }).format(shown);
}
