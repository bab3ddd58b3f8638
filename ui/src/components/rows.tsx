import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./rows.module.css";

/** A column of a table. */
export interface Column<T> {
  /** What it is called. */
  readonly name: string;
  readonly cell: (row: T) => ReactNode;
  /**
   * `name` names the row, `end` has numbers, `tight` takes no more room than it needs, `corner` has
   * what can be done with the row, `wrap` has sentences.
   */
  readonly kind?: "name" | "end" | "tight" | "corner" | "wrap";
}

interface Props<T> {
  /** What is listed. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
}

/** A table of a few hundred rows at the most; on a narrow screen each row is a card. */
export function Rows<T>({ label, columns, rows, rowKey }: Props<T>) {
  // Roles are said because a table that is laid out as cards is none for browsers.
  return (
    <div className={classes.scroll}>
    <Table role="table" aria-label={label} className={classes.table ?? ""} verticalSpacing={4} highlightOnHover>
      <Table.Thead role="rowgroup" className={classes.head ?? ""}>
        <Table.Tr role="row">
          {columns.map(({ name, kind }) => (
            <Table.Th key={name} role="columnheader" scope="col" className={classOf(kind)}>
              {name}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {rows.map((row) => (
          <Table.Tr key={rowKey(row)} role="row">
            {columns.map((column) => (
              <Cell key={column.name} column={column} row={row} />
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
    </div>
  );
}

function Cell<T>({ column: { name, cell, kind }, row }: { column: Column<T>; row: T }) {
  if (kind === "name") {
    return (
      <Table.Th role="rowheader" scope="row" className={classOf(kind)}>
        {cell(row)}
      </Table.Th>
    );
  }
  return (
    <Table.Td
      role="cell"
      className={classOf(kind)}
      {...(kind === "corner" ? { "data-corner": true } : { "data-name": name })}
    >
      {cell(row)}
    </Table.Td>
  );
}

function classOf(kind: Column<never>["kind"]): string {
  const { name, end, tight, wrap } = classes;
  return (kind && { name, end, tight, wrap, corner: tight }[kind]) ?? "";
}
