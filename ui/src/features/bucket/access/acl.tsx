import { ActionIcon, Alert, Button, Code, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Acl, Grant, Ownership } from "../../../api/types.gen";
import { CrossIcon, PlusIcon, WarningIcon } from "../../../components/icons";
import { path, request } from "../../../lib/http/request";
import { settingQuery } from "../setting/api";
import type { Setting } from "../setting/setting-editor";
import {
  checkAcl,
  groupOf,
  groups,
  opened,
  permissions,
} from "./acl-document";
import { strings } from "./strings";

const texts = strings.acl;
const noAcl: Acl = { owner: { id: "" }, grants: [] };

/** The list of a bucket. */
export function aclOf(bucket: string): Setting<Acl> {
  return {
    id: "acl",
    title: texts.title,
    about: texts.about,
    query: settingQuery<Acl>(bucket, "acl"),
    action: "s3:GetBucketAcl",
    check: checkAcl,
    empty: noAcl,
    canRemove: false,
    form: (acl, change) => <AclForm bucket={bucket} acl={acl} onChange={change} />,
    meaning: (before, after) => {
      const opens = opened(before, after);
      return opens.length === 0 ? null : (
        <Alert color="red" variant="light" icon={<WarningIcon />}>
          {texts.opens} {opens.map((permission) => texts.permissions[permission]).join(", ")}.
        </Alert>
      );
    },
    save: (acl) => request(path`/s3/${bucket}`, { method: "PUT", query: { acl: true }, json: acl }),
  };
}

interface FormProps {
  readonly bucket: string;
  readonly acl: Acl;
  readonly onChange: (acl: Acl) => void;
}

function AclForm({ bucket, acl, onChange }: FormProps) {
  const ownership = useQuery(settingQuery<Ownership>(bucket, "ownershipControls"));
  const isOff =
    ownership.isSuccess && (ownership.data?.objectOwnership ?? "BucketOwnerEnforced") === "BucketOwnerEnforced";
  const { owner, grants } = acl;
  const edit = (next: Grant[]) => onChange({ owner, grants: next });
  return (
    <Stack gap="xs">
      {isOff && (
        <Alert color="gray" variant="light">
          {texts.off}
        </Alert>
      )}
      <Text size="sm">
        {texts.owner} <Code>{owner.id.slice(0, 16)}…</Code>
      </Text>
      {grants.map((grant, i) => (
        <GrantRow
          key={i}
          place={i + 1}
          grant={grant}
          ownerId={owner.id}
          onChange={(next) => edit(grants.map((each, j) => (i === j ? next : each)))}
          onRemove={() => edit(grants.filter((_, j) => i !== j))}
        />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<PlusIcon size={16} />}
          onClick={() =>
            edit([...grants, { grantee: { uri: groups.authenticated }, permission: "READ" }])
          }
        >
          {texts.add}
        </Button>
      </div>
    </Stack>
  );
}

interface RowProps {
  readonly place: number;
  readonly grant: Grant;
  readonly ownerId: string;
  readonly onChange: (grant: Grant) => void;
  readonly onRemove: () => void;
}

function GrantRow({ place, grant, ownerId, onChange, onRemove }: RowProps) {
  const group = groupOf(grant);
  const isOwner = grant.grantee.id === ownerId;
  return (
    <Group gap="xs" align="flex-start">
      <Select
        flex="1 1 180px"
        aria-label={texts.grantee(place)}
        allowDeselect={false}
        data={[
          { value: "everybody", label: texts.everybody },
          { value: "authenticated", label: texts.authenticated },
          { value: "logDelivery", label: texts.logDelivery },
          { value: "user", label: isOwner ? `${texts.user}: ${texts.isOwner}` : texts.user },
        ]}
        value={group ?? "user"}
        onChange={(value) =>
          onChange({
            ...grant,
            grantee: value === "user" ? { id: "" } : { uri: groups[value ?? "everybody"] },
          })
        }
      />
      {group === undefined && !isOwner && (
        <TextInput
          flex="2 1 220px"
          aria-label={texts.id(place)}
          placeholder={texts.idPlaceholder}
          value={grant.grantee.id ?? ""}
          onChange={({ currentTarget: { value } }) => onChange({ ...grant, grantee: { id: value } })}
        />
      )}
      <Select
        flex="1 1 200px"
        aria-label={texts.permission(place)}
        allowDeselect={false}
        data={permissions.map((value) => ({ value, label: texts.permissions[value] }))}
        value={grant.permission}
        onChange={(value) => onChange({ ...grant, permission: value ?? "READ" })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={texts.remove(place)}
        onClick={onRemove}
      >
        <CrossIcon size={16} />
      </ActionIcon>
    </Group>
  );
}
