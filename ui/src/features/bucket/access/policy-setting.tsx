import type { Policy } from "../../../api/types.gen";
import { saveSetting, settingQuery } from "../setting/api";
import type { Setting } from "../setting/setting-editor";
import { checkPolicy, statementsOf, withStatements } from "./policy";
import { PolicyChange } from "./policy-change";
import { PolicyForm } from "./policy-form";
import { strings } from "./strings";

/** The policy of a bucket. */
export function policyOf(bucket: string): Setting<Policy> {
  return {
    id: "policy",
    title: strings.policy.title,
    about: strings.policy.about,
    query: settingQuery<Policy>(bucket, "policy"),
    action: "s3:GetBucketPolicy",
    check: checkPolicy,
    empty: { Version: "2012-10-17", Statement: [] },
    isNothing: (policy) => statementsOf(policy).length === 0,
    form: (policy, change) => (
      <PolicyForm
        bucket={bucket}
        statements={statementsOf(policy)}
        onChange={(statements) => change(withStatements(policy, statements))}
      />
    ),
    meaning: (before, after) => <PolicyChange bucket={bucket} before={before} after={after} />,
    save: (value) => saveSetting(bucket, "policy", value),
  };
}
