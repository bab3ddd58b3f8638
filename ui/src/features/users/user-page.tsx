import { Group, Stack, Tabs } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { Ago } from "../../components/ago";
import { CopyButton } from "../../components/copy-button";
import { Facts } from "../../components/facts";
import { KeyText } from "../../components/key-text";
import { ButtonLink } from "../../components/links";
import { Page } from "../../components/page";
import { Section } from "../../components/section";
import { Empty, Loading, QueryView } from "../../components/states";
import { useTabRow } from "../../components/tab-row";
import { asProblem } from "../../lib/http/problem";
import { keysOfUser } from "../keys/api";
import { KeysSection } from "../keys/keys-table";
import { AccessCheck } from "./access-check";
import { AccessList } from "./access-list";
import { nameOf, refreshUsers, type User, userQuery } from "./api";
import { RulesEditor } from "./rules-editor";
import { strings } from "./strings";
import { UserActions } from "./user-actions";
import { UserBadges } from "./user-badges";

const LimitsSection = lazy(async () => ({ default: (await import("./limits-section")).LimitsSection }));

const userTabs = ["keys", "rules", "check", "access", "limits"] as const;

/** One user: keys, rules, what it may. */
export function UserPage() {
  const { id } = useParams({ from: "/shell/users/$id" });
  const user = useQuery(userQuery(id));
  if (user.isError && asProblem(user.error).status === 404 && user.data === undefined) {
    return (
      <Page title={strings.noSuchUser} heading="">
        <Empty
          title={strings.noSuchUser}
          action={
            <ButtonLink to="/users" variant="default">
              {strings.toUsers}
            </ButtonLink>
          }
        >
          {strings.noSuchUserText}
        </Empty>
      </Page>
    );
  }
  const name = user.data ? nameOf(user.data) : id;
  return (
    <Page
      title={name}
      above={{ to: "/users", name: strings.title }}
      heading={
        <Group gap="sm">
          <KeyText value={name} full />
          {user.data && <UserBadges user={user.data} />}
        </Group>
      }
      actions={user.data && <UserActions user={user.data} />}
    >
      <QueryView query={user} action="admin:GetUser">
        {(found) => <Found user={found} />}
      </QueryView>
    </Page>
  );
}

function Found({ user }: { user: User }) {
  const { tab: named } = useSearch({ from: "/shell/users/$id" });
  const tab = userTabs.find((one) => one === named) ?? "keys";
  const navigate = useNavigate({ from: "/users/$id" });
  const row = useTabRow<HTMLDivElement>(tab);
  const client = useQueryClient();
  return (
    <Tabs
      value={tab}
      onChange={(chosen) => void navigate({ search: { tab: chosen ?? "keys" }, replace: true })}
      keepMounted={false}
    >
      <Tabs.List mb="md" {...row}>
        {userTabs.map((value) => (
          <Tabs.Tab key={value} value={value}>
            {strings.tabs[value]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="keys">
        <Stack gap="lg">
          <KeysSection keys={user.keys} calls={keysOfUser(user.id)} onChanged={() => void refreshUsers(client)} />
          <Details user={user} />
        </Stack>
      </Tabs.Panel>
      <Tabs.Panel value="rules">
        <RulesEditor key={user.id} user={user} />
      </Tabs.Panel>
      <Tabs.Panel value="check">
        <AccessCheck user={user} />
      </Tabs.Panel>
      <Tabs.Panel value="access">
        <AccessList user={user} />
      </Tabs.Panel>
      <Tabs.Panel value="limits">
        <Suspense fallback={<Loading />}>
          <LimitsSection user={user} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}

function Details({ user }: { user: User }) {
  return (
    <Section title={strings.details}>
      <Facts
        facts={[
          [strings.id, <Identifier key="i" text={user.id} />],
          [strings.canonicalId, <Identifier key="c" text={user.canonicalId} />],
          [strings.created, <Ago key="t" time={user.createdAt} />],
          [strings.lastUsed, user.lastUsedAt === undefined ? strings.never : <Ago key="l" time={user.lastUsedAt} />],
        ]}
      />
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
