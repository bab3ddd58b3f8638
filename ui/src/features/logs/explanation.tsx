import { Alert, Code, Group, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import type { Refusal } from "../../api/types.gen";
import { CopyButton } from "../../components/copy-button";
import { Facts } from "../../components/facts";
import { LockIcon } from "../../components/icons";
import { ButtonLink } from "../../components/links";
import { Section } from "../../components/section";
import { TextDiff } from "../../components/text-diff";
import classes from "./logs.module.css";
import { strings } from "./strings";

/** What is said in words of its own; the rest is told as it is. */
const known = new Set([
  "action",
  "resource",
  "user",
  "reason",
  "decided_by",
  "statement",
  "sid",
  "missing",
  "absent_keys",
  "refused_parts",
  "string_to_sign",
  "canonical_request",
]);

/** Why a request was refused: the document and the statement that did it, or what was missing. */
export function Explanation({ refusal }: { readonly refusal: Refusal }) {
  const { because, accessKeyID, accessKeyProved, bucket, key } = refusal;
  const others = Object.entries(because).filter(([name]) => !known.has(name));
  // Every action of a decision is one that can be asked for again.
  const action = because.action;
  return (
    <Section title={strings.why}>
      <Stack>
        <Alert color="red" variant="light" icon={<LockIcon />} title={headline(refusal)}>
          <Facts
            facts={[
              [strings.missing, because.missing],
              [strings.decidedBy, because.decided_by],
              [strings.statement, because.statement && strings.statementOf(String(Number(because.statement) + 1), because.sid)],
              [strings.action, action && <Code key="a">{action}</Code>],
              [strings.resource, because.resource && <Code key="r">{because.resource}</Code>],
              [strings.user, because.user],
              [strings.absent, because.absent_keys],
              [strings.parts, because.refused_parts],
              ...others.map(([name, value]) => [name.replaceAll("_", " "), value] as const),
            ]}
          />
        </Alert>
        <Group gap="sm">
          {accessKeyID !== "" && accessKeyProved && (
            <>
              <ButtonLink to="/users/$id" params={{ id: accessKeyID }} search={{ tab: "rules" }} variant="default">
                {strings.openUser}
              </ButtonLink>
              {action !== undefined && (
                <ButtonLink
                  to="/users/$id"
                  params={{ id: accessKeyID }}
                  search={{
                    tab: "check",
                    action,
                    ...(bucket === "" ? {} : { bucket }),
                    ...(key === "" || !isOfObject(because.resource) ? {} : { key }),
                  }}
                  variant="default"
                >
                  {strings.check}
                </ButtonLink>
              )}
            </>
          )}
          {bucket !== "" && (
            <ButtonLink to="/buckets/$bucket" params={{ bucket }} variant="default">
              {strings.openBucket}
            </ButtonLink>
          )}
        </Group>
        {because.canonical_request !== undefined && (
          <Signature canonical={because.canonical_request} toSign={because.string_to_sign ?? ""} />
        )}
      </Stack>
    </Section>
  );
}

function headline({ because, code }: Refusal): string {
  const said = because.canonical_request === undefined ? (because.reason ?? code) : strings.signature;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function isOfObject(resource: string | undefined): boolean {
  return resource?.includes("/") ?? false;
}

/** What a client should have signed, to be laid beside what it did. */
function Signature({ canonical, toSign }: { canonical: string; toSign: string }) {
  const [theirs, setTheirs] = useState("");
  return (
    <Stack gap="sm">
      <Text size="sm">{strings.signatureText}</Text>
      <Signed name={strings.canonical} text={canonical} />
      {toSign !== "" && <Signed name={strings.toSign} text={toSign} />}
      <Textarea
        label={strings.compare}
        autosize
        minRows={3}
        maxRows={12}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        value={theirs}
        onChange={(event) => setTheirs(event.currentTarget.value)}
      />
      {theirs.trim() !== "" && <TextDiff before={theirs.trimEnd()} after={canonical} />}
    </Stack>
  );
}

function Signed({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <Group gap={4}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <CopyButton text={text} what={strings.theText} />
      </Group>
      <Code block className={classes.signed ?? ""} tabIndex={0} role="region" aria-label={name}>
        {text}
      </Code>
    </div>
  );
}
