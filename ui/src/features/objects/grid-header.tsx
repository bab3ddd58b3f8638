import { Checkbox, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { SortIcon } from "./sort-icon";
import classes from "./objects.module.css";
import { columnOf, type Column, type Sort } from "./sort";
import { strings } from "./strings";

interface Props {
  readonly sort: Sort | undefined;
  readonly isTrash: boolean;
  readonly isAll: boolean;
  readonly isSome: boolean;
  readonly onSort: (column: Column) => void;
  readonly onAll: (isWanted: boolean) => void;
}

const columns = ["name", "size", "modified"] as const;

/** The names of the columns, by which they are sorted. */
export function GridHeader({ sort, isTrash, isAll, isSome, onSort, onAll }: Props) {
  return (
    <div role="rowgroup" className={classes.sticky}>
      <div role="row" aria-rowindex={1} className={classes.columns}>
        <div role="columnheader" className={classes.center}>
          <Checkbox
            size="xs"
            aria-label={strings.selectAll}
            checked={isAll}
            indeterminate={isSome && !isAll}
            onChange={(event) => onAll(event.currentTarget.checked)}
          />
        </div>
        {columns.map((column) => {
          const isSorted = sort !== undefined && columnOf(sort) === column;
          const isDown = isSorted && sort.startsWith("-");
          return (
            <div
              key={column}
              role="columnheader"
              className={column === "name" ? undefined : classes.number}
              aria-sort={isSorted ? (isDown ? "descending" : "ascending") : "none"}
            >
              <UnstyledButton className={classes.sorter} fz="sm" onClick={() => onSort(column)}>
                {isTrash && column === "modified"
                  ? strings.columns.deletedAt
                  : strings.columns[column]}
                {isSorted && <SortIcon isDown={isDown} />}
              </UnstyledButton>
            </div>
          );
        })}
        <div role="columnheader">
          <VisuallyHidden>{strings.actionsShort}</VisuallyHidden>
        </div>
      </div>
    </div>
  );
}
