import { Alert, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { LockIcon } from "../../../components/icons";
import { whoAmIQuery } from "../../../lib/whoami";
import { SettingEditor } from "../setting/setting-editor";
import { aclOf } from "./acl";
import { blockOf } from "./block";
import { ownershipOf } from "./ownership";
import { policyOf } from "./policy-setting";
import { strings } from "./strings";

/** Who gets into a bucket: what is blocked, its policy, who owns objects, and its list. */
export function AccessPage() {
  const { bucket } = useParams({ from: "/shell/buckets/$bucket" });
  const { data: who } = useQuery(whoAmIQuery);
  return (
    <Stack gap="lg">
      {who?.blocksPublicAccess === true && (
        <Alert color="teal" variant="light" icon={<LockIcon />} title={strings.everywhere.title}>
          {strings.everywhere.text}
        </Alert>
      )}
      <SettingEditor setting={policyOf(bucket)} />
      <SettingEditor setting={blockOf(bucket)} />
      <SettingEditor setting={ownershipOf(bucket)} />
      <SettingEditor setting={aclOf(bucket)} />
    </Stack>
  );
}
