import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { WarningIcon } from "../../components/icons-base";
import { ActionFailed } from "../../components/states/trouble";
import { asProblem, type Problem } from "../../lib/http/problem";
import { signIn } from "../../lib/http/session";
import { strings } from "./strings";
import { useCountdown } from "./use-countdown";

interface Props {
  readonly accessKey?: string;
  /** Not called for somebody else than before: the page opens anew then. */
  readonly onSignedIn: () => void;
}

const DEFAULT_WAIT_SECONDS = 60;

/** Key, secret, and the code where the user has a second factor. The secret is kept nowhere. */
export function SignInForm({ accessKey: known = "", onSignedIn }: Props) {
  const [accessKey, setAccessKey] = useState(known);
  const [secret, setSecret] = useState("");
  const [code, setCode] = useState("");
  const [wantsCode, setWantsCode] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [wait, beginWait] = useCountdown();

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const session = await signIn(accessKey.trim(), secret.trim(), code.trim());
      if (session) {
        onSignedIn();
      }
    } catch (error) {
      const found = asProblem(error);
      if (found.code === "SecondFactorRequired") {
        setWantsCode(true);
      } else {
        setProblem(found);
        setCode("");
      }
      if (found.status === 429) {
        beginWait(found.retryAfterSeconds ?? DEFAULT_WAIT_SECONDS);
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        {wait > 0 ? (
          <Alert color="yellow" icon={<WarningIcon />} role="timer">
            {strings.locked(wait)}
          </Alert>
        ) : (
          problem && <Why problem={problem} withCode={wantsCode} />
        )}
        <TextInput
          label={strings.accessKey}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          data-autofocus={known === "" || undefined}
          autoFocus={known === ""}
          value={accessKey}
          onChange={(event) => setAccessKey(event.currentTarget.value)}
        />
        <PasswordInput
          label={strings.secret}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          data-autofocus={known !== "" || undefined}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        {wantsCode && (
          <TextInput
            label={strings.code}
            description={strings.codeHint}
            name="code"
            autoComplete="one-time-code"
            required
            withAsterisk={false}
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Button type="submit" size="md" loading={isBusy} disabled={wait > 0}>
          {strings.submit}
        </Button>
      </Stack>
    </form>
  );
}

function Why({ problem, withCode }: { problem: Problem; withCode: boolean }) {
  if (problem.code === "InvalidCredentials") {
    return (
      <Alert color="red" icon={<WarningIcon />} role="alert">
        {withCode ? strings.wrongCode : strings.wrong}
      </Alert>
    );
  }
  if (problem.code === "AccessDenied") {
    return (
      <Alert color="red" icon={<WarningIcon />} role="alert">
        {strings.notAllowed}
      </Alert>
    );
  }
  return <ActionFailed error={problem} />;
}
