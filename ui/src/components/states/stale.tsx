import { Alert, Code, Group, Text } from "@mantine/core";
import { asProblem } from "../../lib/http/problem";
import { Ago } from "../ago";
import { ClockIcon } from "../icons-base";
import { strings } from "../strings";
import { RetryButton } from "./trouble";

/** What is shown is older than it should be: says how old, and why. */
export function Stale({
  since,
  error,
  onRetry,
}: {
  readonly since: number;
  readonly error: unknown;
  readonly onRetry: () => void;
}) {
  return (
    <Alert color="yellow" variant="light" icon={<ClockIcon />} role="status" mb="md">
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          {strings.staleText} <Ago time={since} />. <Code>{asProblem(error).code}</Code>
        </Text>
        <RetryButton onRetry={onRetry} />
      </Group>
    </Alert>
  );
}
