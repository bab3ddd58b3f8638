import { Alert, Button, Divider, Group, Select, Stack, TagsInput, Text, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Cors } from "../../../api/types.gen";
import { CheckIcon, CrossIcon } from "../../../components/icons";
import { ActionFailed } from "../../../components/states";
import { path, request } from "../../../lib/http/request";
import { methods, type Method } from "./cors";
import { strings } from "./strings";

/** What the server says of a page. */
interface Verdict {
  readonly isConfigured: boolean;
  readonly isAllowed: boolean;
  readonly rule?: number;
  readonly ruleId?: string;
  readonly exposeHeaders?: readonly string[];
  readonly maxAgeSeconds?: number;
}

interface Props {
  readonly bucket: string;
  /** Undefined while they cannot be read. */
  readonly rules: Cors | null | undefined;
}

/** Asks the server what it would say to a page, by the rules as they are being edited. */
export function CorsTest({ bucket, rules }: Props) {
  const [origin, setOrigin] = useState("https://example.com");
  const [method, setMethod] = useState<Method>("GET");
  const [headers, setHeaders] = useState<string[]>([]);
  const verdict = useMutation({
    mutationFn: () =>
      request<Verdict>(path`/s3/${bucket}`, {
        method: "POST",
        query: { "cors-check": true },
        json: { origin, method, headers, rules: rules ?? { CORSRules: [] } },
      }),
  });
  const hasNoRules = rules === null || rules?.CORSRules.length === 0;
  const change = () => verdict.reset();
  return (
    <Stack gap="sm" mt="lg">
      <Divider />
      <div>
        <Title order={3} size="h4">
          {strings.test.title}
        </Title>
        <Text size="sm" c="dimmed">
          {strings.test.about}
        </Text>
      </div>
      <Group align="flex-end" gap="sm">
        <TextInput
          flex="2 1 220px"
          label={strings.test.origin}
          value={origin}
          onChange={({ currentTarget: { value } }) => {
            setOrigin(value);
            change();
          }}
        />
        <Select
          w={110}
          label={strings.test.method}
          allowDeselect={false}
          data={methods}
          value={method}
          onChange={(value) => {
            setMethod(methods.find((name) => name === value) ?? method);
            change();
          }}
        />
        <TagsInput
          flex="2 1 200px"
          label={strings.test.headers}
          value={headers}
          acceptValueOnBlur
          onChange={(values) => {
            setHeaders(values);
            change();
          }}
        />
        <Button
          variant="default"
          disabled={rules === undefined || hasNoRules}
          loading={verdict.isPending}
          onClick={() => verdict.mutate()}
        >
          {strings.test.run}
        </Button>
      </Group>
      {rules === undefined && <Text size="sm">{strings.test.unreadable}</Text>}
      {hasNoRules && (
        <Text size="sm" c="dimmed">
          {strings.test.none}
        </Text>
      )}
      {verdict.data && <Said verdict={verdict.data} />}
      {verdict.isError && <ActionFailed error={verdict.error} />}
    </Stack>
  );
}

function Said({ verdict }: { verdict: Verdict }) {
  const { isAllowed, rule = 0, ruleId, exposeHeaders = [], maxAgeSeconds } = verdict;
  return (
    <Alert
      role="status"
      variant="light"
      color={isAllowed ? "teal" : "red"}
      icon={isAllowed ? <CheckIcon /> : <CrossIcon />}
    >
      {!isAllowed ? strings.test.no : strings.test.yes(ruleId ?? strings.rule(rule + 1).toLowerCase())}
      {isAllowed && exposeHeaders.length > 0 && ` ${strings.test.exposed(exposeHeaders.join(", "))}`}
      {isAllowed && maxAgeSeconds !== undefined && ` ${strings.test.remembered(maxAgeSeconds)}`}
    </Alert>
  );
}
