import { Group, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CopyButton } from "../../components/copy-button";
import { Facts } from "../../components/facts";
import { KeyText } from "../../components/key-text";
import { Page } from "../../components/page";
import { Section } from "../../components/section";
import { QueryView } from "../../components/states";
import { whoAmIQuery } from "../../lib/whoami";
import { ownKeys, ownKeysQuery } from "../keys/api";
import { KeysSection } from "../keys/keys-table";
import { SecondFactorSection } from "./second-factor-section";
import { SessionsSection } from "./sessions-section";
import { strings } from "./strings";

/** What is one's own: keys, sessions, second factor. For every user. */
export function OwnPage() {
  const keys = useQuery(ownKeysQuery);
  const client = useQueryClient();
  return (
    <Page title={strings.title}>
      <Stack gap="lg">
        <You />
        <QueryView query={keys} action="admin:SignIn">
          {(found) => (
            <KeysSection
              keys={found.keys}
              calls={ownKeys}
              onChanged={() => void client.invalidateQueries({ queryKey: ["own"] })}
            />
          )}
        </QueryView>
        <SecondFactorSection />
        <SessionsSection />
      </Stack>
    </Page>
  );
}

function You() {
  const who = useQuery(whoAmIQuery);
  return (
    <Section title={strings.you}>
      <QueryView query={who} action="admin:SignIn">
        {(found) => (
          <Facts
            facts={[
              [strings.name, found.name],
              [strings.role, found.administrator ? strings.administrator : strings.user],
              [strings.signedInWith, <KeyText key="k" value={found.accessKey} />],
              [strings.id, <Identifier key="i" text={found.userId} />],
              [strings.canonicalId, <Identifier key="c" text={found.canonicalId} />],
            ]}
          />
        )}
      </QueryView>
    </Section>
  );
}

function Identifier({ text }: { text: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <KeyText value={text} />
      <CopyButton text={text} what={strings.theId} />
    </Group>
  );
}
