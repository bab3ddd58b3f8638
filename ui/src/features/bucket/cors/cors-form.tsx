import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  NumberInput,
  Paper,
  SimpleGrid,
  Stack,
  TagsInput,
  Text,
  Title,
} from "@mantine/core";
import type { CorsRule } from "../../../api/types.gen";
import { PlusIcon, TrashIcon } from "../../../components/icons";
import { omit } from "../../../lib/omit";
import { methods, readRule, uploadRule, type Method } from "./cors";
import { strings } from "./strings";

const RULES_MAX = 100;
const SITE = "https://example.com";

interface FormProps {
  readonly rules: readonly CorsRule[];
  readonly onChange: (rules: CorsRule[]) => void;
}

/** The rules one below the other. */
export function CorsForm({ rules, onChange }: FormProps) {
  const add = (rule: CorsRule) => onChange([...rules, rule]);
  return (
    <Stack gap="md">
      {rules.length === 0 && (
        <Text size="sm" c="dimmed">
          {strings.none}
        </Text>
      )}
      {rules.map((rule, i) => (
        <Rule
          key={i}
          place={i + 1}
          rule={rule}
          onChange={(next) => onChange(rules.map((each, j) => (i === j ? next : each)))}
          onRemove={() => onChange(rules.filter((_, j) => i !== j))}
        />
      ))}
      {rules.length < RULES_MAX && (
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<PlusIcon size={16} />}
            onClick={() => add(readRule(SITE))}
          >
            {strings.addRead}
          </Button>
          <Button
            variant="default"
            leftSection={<PlusIcon size={16} />}
            onClick={() => add(uploadRule(SITE))}
          >
            {strings.addUpload}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface RuleProps {
  readonly place: number;
  readonly rule: CorsRule;
  readonly onChange: (rule: CorsRule) => void;
  readonly onRemove: () => void;
}

function Rule({ place, rule, onChange, onRemove }: RuleProps) {
  const headers = (name: "AllowedHeaders" | "ExposeHeaders", values: string[]) => {
    onChange(values.length === 0 ? omit(rule, name) : { ...rule, [name]: values });
  };
  return (
    <Paper withBorder p="sm" component="fieldset" m={0}>
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h4">
          {rule.ID ?? strings.rule(place)}
        </Title>
        <ActionIcon variant="subtle" color="gray" aria-label={strings.remove(place)} onClick={onRemove}>
          <TrashIcon size={16} />
        </ActionIcon>
      </Group>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <TagsInput
          label={strings.origins}
          description={strings.originsHint}
          value={rule.AllowedOrigins}
          acceptValueOnBlur
          onChange={(AllowedOrigins) => onChange({ ...rule, AllowedOrigins })}
        />
        <Checkbox.Group
          label={strings.methods}
          value={rule.AllowedMethods}
          onChange={(chosen) =>
            onChange({ ...rule, AllowedMethods: methods.filter((name) => chosen.includes(name)) })
          }
        >
          <Group gap="md" mt={8}>
            {methods.map((method: Method) => (
              <Checkbox key={method} value={method} label={method} />
            ))}
          </Group>
        </Checkbox.Group>
        <TagsInput
          label={strings.headers}
          description={strings.headersHint}
          value={rule.AllowedHeaders ?? []}
          acceptValueOnBlur
          onChange={(values) => headers("AllowedHeaders", values)}
        />
        <TagsInput
          label={strings.expose}
          description={strings.exposeHint}
          value={rule.ExposeHeaders ?? []}
          acceptValueOnBlur
          onChange={(values) => headers("ExposeHeaders", values)}
        />
        <NumberInput
          label={strings.maxAge}
          suffix={` ${strings.seconds}`}
          value={rule.MaxAgeSeconds ?? ""}
          min={0}
          max={2_147_483_647}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          onChange={(value) => {
            onChange(
              typeof value === "number"
                ? { ...rule, MaxAgeSeconds: value }
                : omit(rule, "MaxAgeSeconds"),
            );
          }}
        />
      </SimpleGrid>
    </Paper>
  );
}
