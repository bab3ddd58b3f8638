import { Button, Group, Radio, SegmentedControl, Stack, TagsInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { omit } from "../../../lib/omit";
import { actionNames } from "./action-names";
import { ConditionsForm } from "./conditions-form";
import type { Principals, Statement } from "./policy";
import { strings } from "./strings";
import { userNamesQuery } from "./users";

interface Props {
  readonly bucket: string;
  readonly statement: Statement;
  readonly onChange: (statement: Statement) => void;
  readonly onDone: () => void;
}

/** All of a statement: whom it is about, what they may, with what, and when. */
export function StatementForm({ bucket, statement, onChange, onDone }: Props) {
  const change = (next: Partial<Statement>) => onChange({ ...statement, ...next });
  const { isNotActions, isNotResources } = statement;
  return (
    <Stack gap="sm" mt="sm">
      <Group align="flex-end" gap="sm">
        <SegmentedControl
          aria-label={strings.policy.effect}
          data={[
            { value: "Allow", label: strings.policy.allow },
            { value: "Deny", label: strings.policy.deny },
          ]}
          value={statement.effect}
          onChange={(effect) => change({ effect: effect === "Deny" ? "Deny" : "Allow" })}
        />
        <TextInput
          label={strings.policy.sid}
          value={statement.sid ?? ""}
          onChange={({ currentTarget: { value } }) => {
            onChange(value === "" ? omit(statement, "sid") : { ...statement, sid: value });
          }}
        />
      </Group>
      <Who
        principals={statement.principals}
        isNot={statement.isNotPrincipals}
        onChange={(principals) => change({ principals })}
      />
      <TagsInput
        label={isNotActions ? strings.policy.actionsNot : strings.policy.actions}
        description={strings.policy.actionsHint}
        data={actionNames}
        value={[...statement.actions]}
        acceptValueOnBlur
        maxDropdownHeight={240}
        onChange={(actions) => change({ actions })}
      />
      <TagsInput
        label={isNotResources ? strings.policy.resourcesNot : strings.policy.resources}
        description={strings.policy.resourcesHint(bucket)}
        data={[`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`]}
        value={[...statement.resources]}
        acceptValueOnBlur
        onChange={(resources) => change({ resources })}
      />
      <ConditionsForm
        conditions={statement.conditions}
        onChange={(conditions) => change({ conditions })}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {strings.policy.done}
        </Button>
      </Group>
    </Stack>
  );
}

interface WhoProps {
  readonly principals: Principals;
  readonly isNot: boolean;
  readonly onChange: (principals: Principals) => void;
}

function Who({ principals, isNot, onChange }: WhoProps) {
  // Who may not list users writes their names.
  const users = useQuery(userNamesQuery);
  const { isEverybody, names, canonical } = principals;
  return (
    <>
      <Radio.Group
        label={isNot ? strings.policy.whoNot : strings.policy.who}
        value={isEverybody ? "everybody" : "users"}
        onChange={(value) => onChange({ ...principals, isEverybody: value === "everybody" })}
      >
        <Group gap="md" mt={4}>
          <Radio value="users" label={strings.policy.users} />
          <Radio value="everybody" label={strings.policy.everybody} />
        </Group>
      </Radio.Group>
      {!isEverybody && (
        <TagsInput
          label={strings.policy.userNames}
          description={strings.policy.usersHint}
          data={users.data ?? []}
          value={[...names]}
          acceptValueOnBlur
          onChange={(next) => onChange({ ...principals, names: next })}
        />
      )}
      {!isEverybody && canonical.length > 0 && (
        <TagsInput
          label={strings.policy.canonical}
          value={[...canonical]}
          acceptValueOnBlur
          onChange={(next) => onChange({ ...principals, canonical: next })}
        />
      )}
    </>
  );
}
