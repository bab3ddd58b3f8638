import { ActionIcon, Button, Group, Loader, Text } from "@mantine/core";
import { CrossIcon } from "../../components/icons";
import { asProblem } from "../../lib/http/problem";
import type { Action } from "./actions";
import { ROWS_MAX } from "./api";
import classes from "./objects.module.css";
import type { Row } from "./rows";
import type { Sort } from "./sort";
import { strings } from "./strings";
import type { Rows } from "./use-rows";

interface Props {
  readonly list: Rows;
  readonly sort: Sort | undefined;
  readonly chosen: readonly Row[];
  readonly actions: readonly Action[];
  readonly isCards: boolean;
  readonly onClear: () => void;
  /** Opens all actions in a sheet. */
  readonly onMore: () => void;
}

/** Below the list: how much of it is loaded, or what is chosen of it and what can be done to that. */
export function StatusBar(props: Props) {
  return props.chosen.length > 0 ? <OfChosen {...props} /> : <OfLoaded {...props} />;
}

function OfChosen({ chosen, actions, isCards, onClear, onMore }: Props) {
  const bytes = chosen.reduce((sum, row) => sum + (row.kind === "folder" ? 0 : (row.size ?? 0)), 0);
  const hasFolders = chosen.some(({ kind }) => kind === "folder");
  return (
    <div className={classes.status} data-selection>
      <ActionIcon variant="subtle" color="gray" aria-label={strings.clearSelection} onClick={onClear}>
        <CrossIcon size={16} />
      </ActionIcon>
      <Text span size="sm" fw={600} role="status" className="tabular">
        {strings.selected(chosen.length, bytes, hasFolders)}
      </Text>
      <span className={classes.spacer} />
      {isCards ? (
        <Button size="xs" variant="light" onClick={onMore}>
          {strings.actionsShort}
        </Button>
      ) : (
        <Group gap={4}>
          {actions
            .filter(({ id }) => id !== "address" && id !== "open")
            .map((action) => (
              <BarButton key={action.id} action={action} />
            ))}
        </Group>
      )}
    </div>
  );
}

function BarButton({ action }: { readonly action: Action }) {
  const { id, icon: Icon, href, isDestroying = false, run } = action;
  const shared = {
    size: "xs",
    variant: "subtle",
    color: isDestroying ? "red" : "gray",
    className: isDestroying ? (classes.destroying ?? "") : "",
    leftSection: <Icon size={14} />,
  } as const;
  return href === undefined ? (
    <Button {...shared} onClick={run}>
      {strings.actions[id]}
    </Button>
  ) : (
    <Button {...shared} component="a" href={href} download>
      {strings.actions[id]}
    </Button>
  );
}

function OfLoaded({ list, sort }: Props) {
  const { rows, loaded, within, query, isWhole, isFull, isSparse, canLoad, lookOn, isLoadingAll, loadAll } = list;
  const { isFetchingNextPage, isFetchNextPageError, error } = query;
  return (
    <div className={classes.status}>
      <Text span size="sm" role="status" className="tabular">
        {query.data &&
          (within !== ""
            ? strings.foundWithin(rows.length, loaded, isWhole)
            : isWhole
              ? strings.allLoaded(loaded)
              : `${strings.loaded(loaded)}, ${strings.more}`)}
      </Text>
      {sort !== undefined && !isWhole && (
        <Text span size="sm" c="dimmed">
          {strings.sortedWithin(loaded)}
        </Text>
      )}
      {isFull && (
        <Text span size="sm" c="dimmed">
          {strings.tooMany(ROWS_MAX)}
        </Text>
      )}
      {isFetchNextPageError && (
        <Text span size="sm" c="red" role="alert">
          {asProblem(error).message}
        </Text>
      )}
      {/* Where nothing shows, the message in the place of rows offers it. */}
      {canLoad && isSparse && rows.length > 0 && !isLoadingAll && (
        <Button size="compact-sm" variant="subtle" loading={isFetchingNextPage} onClick={lookOn}>
          {strings.lookOn}
        </Button>
      )}
      {canLoad && (
        <Button size="compact-sm" variant="subtle" onClick={() => loadAll(!isLoadingAll)}>
          {isLoadingAll ? strings.stopLoading : strings.loadAll}
        </Button>
      )}
      {isFetchingNextPage && <Loader size={14} aria-label={strings.loadingMore} />}
    </div>
  );
}
