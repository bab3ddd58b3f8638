import { ActionIcon, Button, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { CrossIcon, FolderIcon, KeyboardIcon, ReloadIcon, SearchIcon } from "../../components/icons";
import { shows, type Find, type Show } from "../../lib/places";
import classes from "./objects.module.css";
import { sorts, type Sort } from "./sort";
import { strings } from "./strings";

interface Props {
  readonly q: string;
  readonly find: Find | undefined;
  readonly show: Show;
  readonly sort: Sort | undefined;
  readonly isLoading: boolean;
  readonly isCards: boolean;
  /** What puts files here. */
  readonly upload?: ReactNode;
  readonly onSearch: (q: string) => void;
  readonly onFind: (find: Find | undefined) => void;
  readonly onShow: (show: Show) => void;
  readonly onSort: (sort: Sort | undefined) => void;
  readonly onNewFolder: () => void;
  readonly onReload: () => void;
  readonly onHelp: () => void;
  /** The list, to which one goes on from here. */
  readonly grid: HTMLElement | null;
}

/** Searching, what is shown, and what makes more of it. */
export function Toolbar(props: Props) {
  return (
    <div className={classes.toolbar}>
      <SearchField {...props} />
      <SegmentedControl
        size="xs"
        aria-label={strings.show}
        data={shows.map((value) => ({ value, label: strings.shows[value] }))}
        value={props.show}
        onChange={props.onShow}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={strings.reload}
        title={strings.reload}
        loading={props.isLoading}
        onClick={props.onReload}
      >
        <ReloadIcon size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        className={classes.notCards}
        aria-label={strings.help}
        title={`${strings.help} (?)`}
        onClick={props.onHelp}
      >
        <KeyboardIcon size={16} />
      </ActionIcon>
      {props.isCards ? (
        <NativeSelect
          className={classes.sort}
          aria-label={strings.sortBy}
          data={[
            { value: "", label: strings.asListed },
            ...sorts.map((value) => ({ value, label: strings.sorts[value] })),
          ]}
          value={props.sort ?? ""}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            props.onSort(sorts.find((sort) => sort === chosen));
          }}
        />
      ) : (
        <span className={classes.spacer} />
      )}
      {props.show !== "deleted" &&
        (props.isCards ? (
          <ActionIcon
            variant="default"
            size={36}
            aria-label={strings.newFolder}
            onClick={props.onNewFolder}
          >
            <FolderIcon size={18} />
          </ActionIcon>
        ) : (
          <Button
            variant="default"
            leftSection={<FolderIcon size={16} />}
            onClick={props.onNewFolder}
          >
            {strings.newFolder}
          </Button>
        ))}
      {props.upload}
    </div>
  );
}

const PAUSE_MS = 250;

function SearchField({ q, find, onSearch, onFind, grid }: Props) {
  const [text, setText] = useState(q);
  const [seen, setSeen] = useState(q);
  const [sent, setSent] = useState(q);
  // The address has another search, and not because of what was typed here.
  if (q !== seen) {
    setSeen(q);
    if (q !== sent) {
      setSent(q);
      setText(q);
    }
  }
  const search = useDebouncedCallback((next: string) => {
    setSent(next);
    onSearch(next);
  }, PAUSE_MS);
  const [field, setField] = useState<HTMLInputElement | null>(null);
  useHotkeys([["/", () => field?.focus()]]);
  const become = (next: string) => {
    setText(next);
    search(next);
  };
  const isWithin = find === "within";
  return (
    <div className={classes.search}>
      <NativeSelect
        className={classes.find}
        aria-label={strings.searchHow}
        data={[
          { value: "", label: strings.searchHows.begins },
          { value: "within", label: strings.searchHows.within },
        ]}
        value={find ?? ""}
        onChange={(event) => onFind(event.currentTarget.value === "within" ? "within" : undefined)}
      />
      <TextInput
        ref={setField}
        className={classes.searchText}
        aria-label={isWithin ? strings.searchWithin : strings.search}
        title={isWithin ? strings.searchWithinHint : strings.searchHint}
        placeholder={isWithin ? strings.searchWithinPlaceholder : strings.searchPlaceholder}
        autoComplete="off"
        spellCheck={false}
        leftSection={<SearchIcon size={16} />}
        rightSection={
          text === "" ? undefined : (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label={strings.clearSearch}
              onClick={() => become("")}
            >
              <CrossIcon size={14} />
            </ActionIcon>
          )
        }
        value={text}
        onChange={(event) => become(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === "ArrowDown") {
            event.preventDefault();
            search.flush();
            grid?.focus();
          } else if (event.key === "Escape" && text !== "") {
            event.preventDefault();
            become("");
            search.flush();
          }
        }}
      />
    </div>
  );
}
