import { Autocomplete, Button, Group, SegmentedControl, SimpleGrid, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import type { Question } from "../../api/types.gen";
import { Section } from "../../components/section";
import { QueryView } from "../../components/states";
import { bucketNamesQuery } from "../buckets/api";
import { AccessAnswer } from "./access-answer";
import { adminActions, storeActions } from "./actions";
import { answerQuery, type User } from "./api";
import { strings } from "./strings";

/** What an access check asks; it stands in the address. */
export interface Check {
  readonly action?: string;
  readonly bucket?: string;
  readonly key?: string;
  readonly ip?: string;
  /** `yes` where the request would come over TLS. */
  readonly tls?: string;
  /** `nobody` where it would not be signed. */
  readonly as?: string;
}

/** Asks whether somebody may do something, without doing it. */
export function AccessCheck({ user }: { readonly user: User }) {
  const search = useSearch({ from: "/shell/users/$id" });
  const navigate = useNavigate({ from: "/users/$id" });
  const [draft, setDraft] = useState<Check>(search);
  const answer = useQuery(answerQuery(questionOf(search, user.id)));
  const names = useQuery(bucketNamesQuery());
  const set = (change: Partial<Check>) => setDraft({ ...draft, ...change });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const asked = { ...draft, tab: "check" };
    void navigate({ search: asked, replace: true }).then(() => void answer.refetch({ cancelRefetch: false }));
  };
  return (
    <Section title={strings.check}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            {strings.checkText}
          </Text>
          <Group>
            <SegmentedControl
              aria-label={strings.as}
              size="xs"
              data={[
                { value: "user", label: strings.thisUser },
                { value: "nobody", label: strings.anybody },
              ]}
              value={draft.as === "nobody" ? "nobody" : "user"}
              onChange={(as) => set({ as })}
            />
          </Group>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <Autocomplete
              label={strings.action}
              placeholder="s3:GetObject"
              required
              withAsterisk={false}
              data={[...storeActions, ...adminActions]}
              limit={60}
              value={draft.action ?? ""}
              onChange={(action) => set({ action })}
            />
            <Autocomplete
              label={strings.bucket}
              data={names.data ?? []}
              limit={60}
              value={draft.bucket ?? ""}
              onChange={(bucket) => set({ bucket })}
            />
            <TextInput
              label={strings.key}
              placeholder={strings.keyHint}
              value={draft.key ?? ""}
              onChange={(event) => set({ key: event.currentTarget.value })}
            />
            <TextInput
              label={strings.ip}
              placeholder={strings.ipHint}
              value={draft.ip ?? ""}
              onChange={(event) => set({ ip: event.currentTarget.value })}
            />
            <Switch
              label={strings.secure}
              checked={draft.tls === "yes"}
              onChange={(event) => set({ tls: event.currentTarget.checked ? "yes" : "" })}
              style={{ alignSelf: "end" }}
            />
            <Button type="submit" loading={answer.isFetching} style={{ alignSelf: "end" }}>
              {strings.ask}
            </Button>
          </SimpleGrid>
          <div aria-live="polite">
            {search.action !== undefined && (
              <QueryView query={answer} action="admin:Explain">
                {(found) => <AccessAnswer answer={found} user={search.as === "nobody" ? undefined : user} />}
              </QueryView>
            )}
          </div>
        </Stack>
      </form>
    </Section>
  );
}

/** The question of an address; undefined where it asks nothing. */
export function questionOf({ action, bucket, key, ip, tls, as }: Check, userId: string): Question | undefined {
  if (action === undefined) {
    return undefined;
  }
  const context = {
    ...(ip === undefined ? {} : { "aws:SourceIp": ip }),
    ...(tls === "yes" ? { "aws:SecureTransport": "true" } : {}),
  };
  return {
    action,
    ...(as === "nobody" ? {} : { user: userId }),
    ...(bucket === undefined ? {} : { bucket }),
    ...(key === undefined ? {} : { key }),
    ...(Object.keys(context).length === 0 ? {} : { context }),
  };
}
