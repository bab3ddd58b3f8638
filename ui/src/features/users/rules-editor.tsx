import { Alert, Button, Group, List, Menu, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Rule } from "../../api/types.gen";
import { Confirm } from "../../components/confirm";
import { CheckIcon, ClockIcon, PlusIcon, WarningIcon } from "../../components/icons";
import { Section } from "../../components/section";
import { ActionFailed } from "../../components/states";
import { TextDiff } from "../../components/text-diff";
import { useUnsaved } from "../../lib/unsaved";
import { refreshUsers, saveRules, type User, userQuery } from "./api";
import { RuleForm } from "./rule-form";
import { ruleInWords } from "./rule-words";
import { parseRules, type Preset, presets, rulesOf, rulesText } from "./rules";
import { strings } from "./strings";

/** The rules of a user, as a form and as JSON in step; what changes shows before it is saved. */
export function RulesEditor({ user }: { readonly user: User }) {
  const client = useQueryClient();
  const [view, setView] = useState("form");
  const stored = rulesText(user.acl);
  // Both views show the same text; undefined is what is stored, also when that changes meanwhile.
  const [draft, setDraft] = useState<string>();
  // What was stored when the draft was begun.
  const [base, setBase] = useState(stored);
  const [review, setReview] = useState<{ before: string; isOther: boolean }>();
  const [isSaved, setSaved] = useState(false);
  const text = draft ?? stored;
  const rules = parseRules(text);
  const isWrong = typeof rules === "string";
  const isChanged = draft !== undefined && draft !== stored;
  useUnsaved(isChanged);
  const write = (next: string) => {
    setSaved(false);
    if (draft === undefined) {
      setBase(stored);
    }
    setDraft(next);
  };
  // Compared with how they are now, whoever changed them meanwhile.
  const begin = useMutation({
    mutationFn: () => client.query({ ...userQuery(user.id), staleTime: 0 }),
    onSuccess: ({ acl }) => {
      const before = rulesText(acl);
      setReview({ before, isOther: before !== base });
    },
  });
  return (
    <Section
      title={strings.rules}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={strings.view}
          data={[
            { value: "form", label: strings.form },
            { value: "json", label: strings.json },
          ]}
          value={view}
          onChange={setView}
        />
      }
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {strings.rulesText}
        </Text>
        {view === "json" || isWrong ? (
          <Textarea
            aria-label={strings.json}
            autosize
            minRows={8}
            maxRows={28}
            spellCheck={false}
            ff="monospace"
            styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
            value={text}
            error={isWrong ? rules : undefined}
            onChange={(event) => write(event.currentTarget.value)}
          />
        ) : (
          <Forms rules={rules} onChange={(next) => write(rulesText(next))} />
        )}
        {begin.isError && <ActionFailed error={begin.error} />}
        <Group justify="flex-end" gap="sm">
          {isSaved && !isChanged && (
            <Text size="sm" role="status">
              <CheckIcon size={14} /> {strings.saved}
            </Text>
          )}
          {isChanged && (
            <Button variant="default" onClick={() => setDraft(undefined)}>
              {strings.discard}
            </Button>
          )}
          <Button disabled={!isChanged || isWrong} loading={begin.isPending} onClick={() => begin.mutate()}>
            {strings.review}
          </Button>
        </Group>
      </Stack>
      {review && !isWrong && (
        <Confirm
          title={strings.reviewTitle}
          action={strings.saveRules}
          size="lg"
          run={() => saveRules(user.id, rules)}
          onDone={() => {
            void refreshUsers(client).then(() => {
              setDraft(undefined);
              setSaved(true);
            });
          }}
          onClose={() => setReview(undefined)}
        >
          {review.isOther && (
            <Alert color="yellow" variant="light" icon={<ClockIcon />}>
              {strings.changedMeanwhile}
            </Alert>
          )}
          <InWords rules={rules} />
          <TextDiff before={review.before} after={text} />
          <Text size="sm">{strings.reviewText}</Text>
        </Confirm>
      )}
    </Section>
  );
}

function Forms({ rules, onChange }: { rules: readonly Rule[]; onChange: (rules: readonly Rule[]) => void }) {
  const add = (preset: Preset) => {
    const made = rulesOf(preset, []);
    onChange([...rules, ...(made.length > 0 ? made : [{ effect: "Allow" as const, buckets: [], actions: [] }])]);
  };
  return (
    <Stack>
      {rules.length === 0 && (
        <Alert color="yellow" variant="light" icon={<WarningIcon />}>
          {strings.noRules}
        </Alert>
      )}
      {rules.map((rule, i) => (
        <RuleForm
          key={i}
          number={i + 1}
          rule={rule}
          onChange={(next) => onChange(rules.with(i, next))}
          onRemove={() => onChange(rules.filter((_, at) => at !== i))}
        />
      ))}
      <Group>
        <Menu keepMounted={false} withInitialFocusPlaceholder={false} position="bottom-start">
          <Menu.Target>
            <Button variant="default" leftSection={<PlusIcon size={16} />}>
              {strings.addRule}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {presets.map((preset) => (
              <Menu.Item key={preset} onClick={() => add(preset)}>
                {preset === "nothing" ? strings.emptyRule : strings.presets[preset][0]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
    </Stack>
  );
}

function InWords({ rules }: { rules: readonly Rule[] }) {
  return rules.length === 0 ? (
    <Text size="sm">{strings.noRules}</Text>
  ) : (
    <List size="sm">
      {rules.map((rule, i) => (
        <List.Item key={i}>{ruleInWords(rule)}</List.Item>
      ))}
    </List>
  );
}
