import { Alert, Button, Code, Group, Text } from "@mantine/core";
import { lazy, type ReactNode, Suspense } from "react";
import { asProblem, type Problem } from "../../lib/http/problem";
import { sessionState } from "../../lib/http/session";
import { CopyButton } from "../copy-button";
import { LockIcon, ReloadIcon, WarningIcon } from "../icons-base";
import { strings } from "../strings";
import { Message } from "./message";

// Who signs in is told nothing of the kind, and does without what it takes.
const WhyLink = lazy(() => import("../why-link"));

/** The code and the id of a request that failed: by the id, its explanation is found. */
export function ProblemFacts({
  problem,
  isCentred = false,
}: {
  readonly problem: Problem;
  readonly isCentred?: boolean;
}) {
  return (
    <Group gap="xs" justify={isCentred ? "center" : "flex-start"}>
      <Text size="sm">
        {strings.code} <Code>{problem.code}</Code>
      </Text>
      {problem.requestId !== "" && (
        <Group gap={4} wrap="nowrap">
          <Text size="sm">
            {strings.requestId} <Code>{problem.requestId}</Code>
          </Text>
          <CopyButton text={problem.requestId} what={strings.theRequestId} />
          {problem.isRefused && sessionState().kind === "in" && (
            <Suspense>
              <WhyLink requestId={problem.requestId} />
            </Suspense>
          )}
        </Group>
      )}
    </Group>
  );
}

/** What was asked for may not be seen: never shown as if there were nothing. */
export function Refused({
  error,
  action,
}: {
  readonly error: unknown;
  /** What it takes, by the name that rules have for it: `s3:ListBucket`. */
  readonly action: string;
}) {
  return (
    <Message icon={<LockIcon size={24} />} title={strings.refusedTitle}>
      <p>{strings.refusedText(action)}</p>
      <ProblemFacts problem={asProblem(error)} isCentred />
    </Message>
  );
}

/** The same of what is not asked for, because the server said before that it is not allowed. */
export function NotAllowed({ action, children }: { readonly action: string; readonly children?: ReactNode }) {
  return (
    <Message icon={<LockIcon size={24} />} title={strings.refusedTitle}>
      <p>{strings.refusedText(action)}</p>
      {children}
    </Message>
  );
}

/** Asks for what failed once more. */
export function RetryButton({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <Button variant="default" leftSection={<ReloadIcon size={16} />} onClick={onRetry}>
      {strings.retry}
    </Button>
  );
}

/** What was asked for could not be had: says the code and the request, and tries again. */
export function Failed({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry: () => void;
}) {
  const problem = asProblem(error);
  const isOffline = problem.code === "NetworkError";
  return (
    <Message
      icon={<WarningIcon size={24} />}
      title={isOffline ? strings.offlineTitle : strings.failedTitle}
      action={<RetryButton onRetry={onRetry} />}
    >
      <p>{isOffline ? strings.offlineText : problem.message}</p>
      <ProblemFacts problem={problem} isCentred />
    </Message>
  );
}

/** An action that failed, told where it was started. */
export function ActionFailed({
  error,
  children,
}: {
  readonly error: unknown;
  readonly children?: ReactNode;
}) {
  const problem = asProblem(error);
  return (
    <Alert color="red" variant="light" icon={<WarningIcon />} title={problem.message} role="alert">
      <ProblemFacts problem={problem} />
      {children}
    </Alert>
  );
}
