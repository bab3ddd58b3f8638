import { Alert, Code, Stack, Text } from "@mantine/core";
import type { Answer } from "../../api/types.gen";
import { Facts } from "../../components/facts";
import { CheckIcon, LockIcon } from "../../components/icons";
import type { User } from "./api";
import { ruleInWords } from "./rule-words";
import { strings } from "./strings";

/** What was answered to an access check, down to the statement that decided. */
export function AccessAnswer({ answer, user }: { readonly answer: Answer; readonly user: User | undefined }) {
  const { allowed, decidedBy, statement } = answer;
  const rule = decidedBy === "rules" && statement !== undefined ? user?.acl[statement] : undefined;
  return (
    <Alert
      color={allowed ? "green" : "red"}
      variant="light"
      icon={allowed ? <CheckIcon /> : <LockIcon />}
      title={allowed ? strings.allowed : strings.refused}
    >
      <Stack gap="xs">
        {answer.userEnabled === false && <Text size="sm">{strings.notEnabled}</Text>}
        <Facts
          facts={[
            [strings.decidedBy, strings.by[decidedBy]],
            [strings.statement, statement === undefined ? "" : strings.statementOf(statement + 1, answer.sid)],
            [strings.rules, rule && ruleInWords(rule)],
            [strings.reason, answer.reason],
            [strings.action, <Code key="a">{answer.action}</Code>],
            [strings.resource, <Code key="r">{answer.resource}</Code>],
            [strings.absent, answer.absentKeys.length === 0 ? "" : answer.absentKeys.join(", ")],
          ]}
        />
        {answer.absentKeys.length > 0 && <Text size="sm">{strings.absentText}</Text>}
      </Stack>
    </Alert>
  );
}
