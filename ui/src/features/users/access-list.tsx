import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { UserAccess } from "../../api/types.gen";
import { Facts } from "../../components/facts";
import { KeyText } from "../../components/key-text";
import { type Column, Rows } from "../../components/rows";
import { Section } from "../../components/section";
import { QueryView } from "../../components/states";
import { strings as shared } from "../../components/strings";
import { accessQuery, type User } from "./api";
import { strings } from "./strings";

type InBucket = UserAccess["buckets"][number];

const columns: readonly Column<InBucket>[] = [
  { name: strings.bucket, kind: "name", cell: ({ bucket }) => <KeyText value={bucket} /> },
  { name: strings.ofBucket, kind: "wrap", cell: ({ actions }) => <Names of={actions} /> },
  { name: strings.ofObjects, kind: "wrap", cell: ({ objectActions }) => <Names of={objectActions} /> },
  { name: strings.policy, cell: ({ policy }) => (policy ? strings.hasPolicy : "") },
];

/** What a user may do, to the store and in each bucket. */
export function AccessList({ user }: { readonly user: User }) {
  const [typed, setTyped] = useState("");
  const [prefix] = useDebouncedValue(typed.trim(), 250);
  const access = useInfiniteQuery(accessQuery(user.id, prefix));
  return (
    <Section title={strings.access}>
      <Stack>
        <Text size="sm" c="dimmed">
          {strings.accessText}
        </Text>
        <TextInput
          label={strings.prefix}
          maw={320}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <QueryView query={access} action="admin:Explain">
          {({ pages }) => (
            <Stack>
              <Facts
                facts={[
                  [strings.ofStore, <Names key="s" of={pages[0]?.storeActions ?? []} />],
                  [strings.ofAdmin, <Names key="a" of={pages[0]?.adminActions ?? []} />],
                ]}
              />
              {pages[0]?.buckets.length === 0 ? (
                <Text size="sm" c="dimmed">
                  {strings.noBuckets}
                </Text>
              ) : (
                <Rows
                  label={strings.access}
                  columns={columns}
                  rows={pages.flatMap(({ buckets }) => buckets)}
                  rowKey={({ bucket }) => bucket}
                />
              )}
              {access.hasNextPage && (
                <Group justify="center">
                  <Button
                    variant="default"
                    loading={access.isFetchingNextPage}
                    onClick={() => void access.fetchNextPage()}
                  >
                    {shared.more}
                  </Button>
                </Group>
              )}
            </Stack>
          )}
        </QueryView>
      </Stack>
    </Section>
  );
}

const SHOWN = 6;

/** Names of actions: a few, and the rest when somebody asks for them. */
function Names({ of: names }: { of: readonly string[] }) {
  const short = names.map((name) => name.replace(/^(s3|admin):/, ""));
  if (short.length === 0) {
    return (
      <Text span inherit c="dimmed">
        {strings.nothing}
      </Text>
    );
  }
  if (short.length <= SHOWN) {
    return short.join(", ");
  }
  return (
    <details>
      <summary>
        {short.slice(0, SHOWN - 1).join(", ")}, {strings.moreOf(short.length - SHOWN + 1)}
      </summary>
      {short.slice(SHOWN - 1).join(", ")}
    </details>
  );
}
