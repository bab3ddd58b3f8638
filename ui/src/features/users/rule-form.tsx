import { ActionIcon, Group, Paper, SegmentedControl, Stack, TagsInput, Text } from "@mantine/core";
import type { Rule } from "../../api/types.gen";
import { TrashIcon } from "../../components/icons";
import { adminActions, storeActions } from "./actions";
import { BucketsInput } from "./buckets-input";
import { ruleInWords } from "./rule-words";
import { strings } from "./strings";

const actions = ["*", "s3:*", "s3:Get*", "s3:List*", ...storeActions, ...adminActions];

interface Props {
  readonly number: number;
  readonly rule: Rule;
  readonly onChange: (rule: Rule) => void;
  readonly onRemove: () => void;
}

/** One rule, with what it comes to in words. */
export function RuleForm({ number, rule, onChange, onRemove }: Props) {
  return (
    <Paper withBorder p="md" component="section" aria-label={strings.rule(number)}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <SegmentedControl
            size="xs"
            aria-label={strings.effect}
            data={[
              { value: "Allow", label: strings.allow },
              { value: "Deny", label: strings.deny },
            ]}
            value={rule.effect}
            onChange={(effect) => onChange({ ...rule, effect: effect })}
          />
          <ActionIcon variant="subtle" color="red" aria-label={strings.removeRule(number)} onClick={onRemove}>
            <TrashIcon />
          </ActionIcon>
        </Group>
        <BucketsInput
          label={strings.buckets}
          value={rule.buckets}
          onChange={(buckets) => onChange({ ...rule, buckets: [...buckets] })}
        />
        <TagsInput
          label={strings.actions}
          data={actions}
          value={rule.actions}
          onChange={(chosen) => onChange({ ...rule, actions: chosen })}
          splitChars={[",", " "]}
          acceptValueOnBlur
          limit={100}
          maxDropdownHeight={240}
        />
        <Text size="sm" c="dimmed">
          {ruleInWords(rule)}
        </Text>
      </Stack>
    </Paper>
  );
}
