import { Button, Group, Select, Text, TextInput } from "@mantine/core";
import { useHotkeys, useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useRef, type Ref } from "react";
import type { Bucket } from "../../api/types.gen";
import { PlusIcon, SearchIcon } from "../../components/icons";
import { OpenBucket } from "../../components/open-bucket";
import { Page } from "../../components/page";
import { Empty, NoMatch, NotAllowed, QueryView } from "../../components/states";
import { columns, type BucketsSearch, type Order } from "../../lib/bucket-search";
import { formatCount } from "../../lib/format/bytes";
import { LIST_BUCKETS, whoAmIQuery } from "../../lib/whoami";
import { bucketsQuery } from "./api";
import { BucketCards } from "./bucket-cards";
import { BucketTable } from "./bucket-table";
import { arranged, nextOrder } from "./order";
import { strings } from "./strings";

const CreateDialog = lazy(async () => ({ default: (await import("./create-dialog")).CreateDialog }));

/** The buckets that the caller may list. */
export function BucketsPage() {
  const { q = "", sort = "name", new: isNew } = useSearch({ from: "/shell/buckets" });
  const navigate = useNavigate({ from: "/buckets" });
  const who = useQuery(whoAmIQuery);
  const mayList = who.data?.actions.includes(LIST_BUCKETS);
  const buckets = useQuery({ ...bucketsQuery, enabled: mayList ?? who.isError });
  const change = (next: Partial<Record<keyof BucketsSearch, string | undefined>>, replace = true) =>
    void navigate({
      search: (before) => ({ ...before, ...next }) as BucketsSearch,
      replace,
      resetScroll: false,
    });
  const always = useRef<HTMLButtonElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    change({ new: undefined });
    // The button of an empty list is gone once there is a bucket.
    (opener.current?.isConnected ? opener : always).current?.focus();
  };
  const create = (ref?: Ref<HTMLButtonElement>) => (
    <Button
      ref={ref}
      leftSection={<PlusIcon size={16} />}
      onClick={({ currentTarget }) => {
        opener.current = currentTarget;
        change({ new: "1" }, false);
      }}
    >
      {strings.create}
    </Button>
  );
  return (
    <Page title={strings.title} actions={create(always)}>
      {mayList === false ? (
        <NotAllowed action={LIST_BUCKETS}>
          <OpenBucket />
        </NotAllowed>
      ) : (
        <QueryView query={buckets} action={LIST_BUCKETS}>
          {(all) =>
            all.length === 0 ? (
              <Empty title={strings.emptyTitle} action={create()}>
                {strings.emptyText}
              </Empty>
            ) : (
              <Listed all={all} q={q} sort={sort} onChange={change} />
            )
          }
        </QueryView>
      )}
      <Suspense>
        {isNew && <CreateDialog onClose={close} />}
      </Suspense>
    </Page>
  );
}

interface ListedProps {
  readonly all: readonly Bucket[];
  readonly q: string;
  readonly sort: Order;
  readonly onChange: (next: { q?: string | undefined; sort?: Order }) => void;
}

function Listed({ all, q, sort, onChange }: ListedProps) {
  const search = useRef<HTMLInputElement>(null);
  useHotkeys([["/", () => search.current?.focus()]]);
  const isNarrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const shown = arranged(all, q, sort);
  const clear = () => onChange({ q: undefined });
  return (
    <div>
      <Group mb="sm" gap="sm">
        <TextInput
          ref={search}
          type="search"
          aria-label={strings.search}
          placeholder={strings.search}
          leftSection={<SearchIcon size={16} />}
          value={q}
          onChange={({ currentTarget: { value } }) =>
            onChange({ q: value === "" ? undefined : value })
          }
          maw={360}
          flex="1 1 200px"
        />
        {isNarrow && <SortChoice sort={sort} onSort={(next) => onChange({ sort: next })} />}
        <Text size="sm" c="dimmed" role="status">
          {all.length === 1
            ? strings.one
            : strings.count(formatCount(shown.length), formatCount(all.length))}
        </Text>
      </Group>
      {shown.length === 0 ? (
        <NoMatch onClear={clear}>{strings.noMatch(q)}</NoMatch>
      ) : isNarrow ? (
        <BucketCards buckets={shown} />
      ) : (
        <BucketTable buckets={shown} order={sort} onOrder={(next) => onChange({ sort: next })} />
      )}
    </div>
  );
}

function SortChoice({ sort, onSort }: { sort: Order; onSort: (sort: Order) => void }) {
  const orders = columns.flatMap<Order>((column) => {
    const first = nextOrder("name", column);
    return column === "name" ? ["name", "-name"] : [first, nextOrder(first, column)];
  });
  return (
    <Select
      aria-label={strings.sortBy}
      allowDeselect={false}
      w={210}
      data={orders.map((value) => ({
        value,
        label: `${strings.columns[value.replace(/^-/, "") as keyof typeof strings.columns]}, ${
          value.startsWith("-") ? strings.descending : strings.ascending
        }`,
      }))}
      value={sort}
      onChange={(value) => value !== null && onSort(value)}
    />
  );
}
