import { ActionIcon, Autocomplete, Button, Fieldset, Group, Select, Stack, TagsInput } from "@mantine/core";
import { CrossIcon, PlusIcon } from "../../../components/icons";
import { conditionKeys, operators } from "./action-names";
import type { Condition } from "./policy";
import { strings } from "./strings";

interface Props {
  readonly conditions: readonly Condition[];
  readonly onChange: (conditions: Condition[]) => void;
}

/** The conditions of a statement, all of which have to hold. */
export function ConditionsForm({ conditions, onChange }: Props) {
  const edit = (i: number, next: Partial<Condition>) =>
    onChange(conditions.map((each, j) => (i === j ? { ...each, ...next } : each)));
  return (
    <Fieldset legend={strings.policy.conditions}>
      <Stack gap="xs">
        {conditions.map(({ operator, key, values }, i) => (
          <Group key={i} gap="xs" align="flex-start">
            <Autocomplete
              flex="1 1 180px"
              aria-label={strings.policy.key}
              data={conditionKeys}
              value={key}
              onChange={(next) => edit(i, { key: next })}
            />
            <Select
              flex="1 1 160px"
              aria-label={strings.policy.operator}
              allowDeselect={false}
              searchable
              data={operators.includes(operator) ? operators : [operator, ...operators]}
              value={operator}
              onChange={(next) => edit(i, { operator: next ?? operator })}
            />
            <TagsInput
              flex="2 1 200px"
              aria-label={strings.policy.values}
              value={[...values]}
              acceptValueOnBlur
              onChange={(next) => edit(i, { values: next })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={strings.policy.removeCondition(key)}
              onClick={() => onChange(conditions.filter((_, j) => i !== j))}
            >
              <CrossIcon size={16} />
            </ActionIcon>
          </Group>
        ))}
        <div>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<PlusIcon size={14} />}
            onClick={() =>
              onChange([...conditions, { operator: "IpAddress", key: "aws:SourceIp", values: [] }])
            }
          >
            {strings.policy.addCondition}
          </Button>
        </div>
      </Stack>
    </Fieldset>
  );
}
