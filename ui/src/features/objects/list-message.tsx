import { Button, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { KeyText } from "../../components/key-text";
import { Empty, Failed, Loading, NoMatch, Refused, Stale } from "../../components/states";
import { asProblem } from "../../lib/http/problem";
import type { Place } from "./api";
import classes from "./objects.module.css";
import { strings } from "./strings";
import type { Rows } from "./use-rows";

interface Props {
  readonly place: Place;
  readonly list: Rows;
  readonly onClearSearch: () => void;
  readonly upload: ReactNode;
}

/** What stands in the place of rows while there are none, each reason told apart. */
export function ListMessage(props: Props) {
  const message = messageOf(props);
  return message && <div className={classes.message}>{message}</div>;
}

/** Says so where the rows could not be brought up to date. */
export function ListAge({ list: { query } }: { readonly list: Rows }) {
  return query.isRefetchError && !asProblem(query.error).isSignedOut ? (
    <Stale
      since={query.dataUpdatedAt}
      error={query.error}
      onRetry={() => void query.refetch()}
    />
  ) : null;
}

function messageOf({ place, list, onClearSearch, upload }: Props): ReactNode {
  const { query, rows, loaded, within, looked, canLoad, lookOn, isLoadingAll, loadAll } = list;
  const retry = () => void query.refetch();
  const problem = query.error ? asProblem(query.error) : undefined;
  if (!query.data) {
    if (!problem || problem.isSignedOut) {
      return <Loading rows={10} height={28} />;
    }
    if (problem.status === 404) {
      return (
        <Empty
          title={strings.noBucket}
          action={
            <Button variant="default" renderRoot={(props) => <Link to="/buckets" {...props} />}>
              {strings.buckets}
            </Button>
          }
        />
      );
    }
    const action = place.show === "deleted" ? "s3:ListBucketVersions" : "s3:ListBucket";
    return problem.isRefused ? (
      <Refused error={problem} action={action} />
    ) : (
      <Failed error={problem} onRetry={retry} />
    );
  }
  if (rows.length > 0) {
    return null;
  }
  if (within !== "" && loaded > 0) {
    return (
      <NoMatch onClear={onClearSearch}>
        <Text component="div">
          {strings.noneWithin(loaded, list.isWhole)} <KeyText value={within} />
        </Text>
        {canLoad && (
          <Button mt="sm" variant="default" onClick={() => loadAll(!isLoadingAll)}>
            {isLoadingAll ? strings.stopLoading : strings.loadAll}
          </Button>
        )}
      </NoMatch>
    );
  }
  if (place.show === "deleted") {
    return canLoad ? (
      <Empty
        title={strings.noneDeletedSoFar(looked)}
        action={
          <Button variant="default" loading={query.isFetchingNextPage} onClick={lookOn}>
            {strings.lookOn}
          </Button>
        }
      />
    ) : (
      <Empty title={strings.noneDeleted}>{strings.noneDeletedText}</Empty>
    );
  }
  if (place.q !== "") {
    return (
      <NoMatch onClear={onClearSearch}>
        <Text component="div">
          {strings.noMatch} <KeyText value={place.q} />
        </Text>
      </NoMatch>
    );
  }
  return (
    <Empty title={strings.emptyTitle} action={place.show === "folders" ? upload : undefined}>
      {place.show === "folders" ? strings.emptyText : strings.emptyBelow}
    </Empty>
  );
}
