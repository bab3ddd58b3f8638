import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Ago } from "../../components/ago";
import { PlusIcon, SearchIcon } from "../../components/icons";
import { KeyText } from "../../components/key-text";
import { PageLink } from "../../components/links";
import { Page } from "../../components/page";
import { type Column, Rows } from "../../components/rows";
import { Empty, NoMatch, QueryView } from "../../components/states";
import { formatCount } from "../../lib/format/bytes";
import { useMay } from "../../lib/whoami";
import { nameOf, type User, usersQuery } from "./api";
import { NewUserDialog } from "./new-user-dialog";
import { isLike } from "./palette";
import { strings } from "./strings";
import { UserBadges } from "./user-badges";

const SHOWN_AT_ONCE = 100;

/** Who may use the store. */
export function UsersPage() {
  const { q = "" } = useSearch({ from: "/shell/users" });
  const navigate = useNavigate({ from: "/users" });
  const users = useInfiniteQuery(usersQuery);
  const mayCreate = useMay("admin:CreateUser");
  const [isNew, setNew] = useState(false);
  const find = (text: string) =>
    void navigate({ search: text === "" ? {} : { q: text }, replace: true });
  const newUser = mayCreate && (
    <Button leftSection={<PlusIcon size={16} />} onClick={() => setNew(true)}>
      {strings.newUser}
    </Button>
  );
  return (
    <Page title={strings.title} actions={newUser}>
      <TextInput
        aria-label={strings.find}
        placeholder={strings.findHint}
        leftSection={<SearchIcon size={16} />}
        maw={360}
        value={q}
        onChange={(event) => find(event.currentTarget.value)}
      />
      <QueryView query={users} action="admin:ListUsers">
        {({ pages }) => (
          <Found
            users={pages.flatMap((page) => page.users)}
            q={q}
            isWhole={!users.hasNextPage}
            isLoading={users.isFetchingNextPage}
            onMore={() => void users.fetchNextPage()}
            onClear={() => find("")}
            action={newUser}
          />
        )}
      </QueryView>
      {isNew && <NewUserDialog onClose={() => setNew(false)} />}
    </Page>
  );
}

const columns: readonly Column<User>[] = [
  {
    name: strings.name,
    kind: "name",
    cell: (user) => (
      <PageLink to="/users/$id" params={{ id: user.id }}>
        <KeyText value={nameOf(user)} />
      </PageLink>
    ),
  },
  { name: strings.role, cell: (user) => <UserBadges user={user} /> },
  { name: strings.keys, cell: ({ keys }) => (keys.length === 0 ? strings.noKeys : formatCount(keys.length)) },
  {
    name: strings.lastUsed,
    cell: ({ lastUsedAt }) => (lastUsedAt === undefined ? strings.never : <Ago time={lastUsedAt} />),
  },
  { name: strings.created, cell: ({ createdAt }) => <Ago time={createdAt} /> },
];

interface FoundProps {
  readonly users: readonly User[];
  readonly q: string;
  readonly isWhole: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
  readonly onClear: () => void;
  readonly action: ReactNode;
}

function Found({ users, q, isWhole, isLoading, onMore, onClear, action }: FoundProps) {
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  const lower = q.trim().toLocaleLowerCase();
  const found = lower === "" ? users : users.filter((user) => isLike(user, lower));
  if (users.length === 0) {
    return (
      <Empty title={strings.empty} action={action}>
        {strings.emptyText}
      </Empty>
    );
  }
  const more = found.length > limit ? () => setLimit(limit + SHOWN_AT_ONCE) : isWhole ? undefined : onMore;
  return (
    <Stack>
      {found.length === 0 ? (
        <NoMatch onClear={onClear} />
      ) : (
        <Rows label={strings.title} columns={columns} rows={found.slice(0, limit)} rowKey={({ id }) => id} />
      )}
      {lower !== "" && !isWhole && (
        <Text size="sm" c="dimmed">
          {strings.loaded(formatCount(users.length))}
        </Text>
      )}
      {more && (
        <Button variant="default" loading={isLoading} onClick={more} style={{ alignSelf: "center" }}>
          {strings.loadMore}
        </Button>
      )}
    </Stack>
  );
}
