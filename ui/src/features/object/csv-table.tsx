import { Table, Text } from "@mantine/core";
import Papa from "papaparse";
import { useMemo } from "react";
import classes from "./object.module.css";
import { strings } from "./strings";

const ROWS_MAX = 1_000;
const COLUMNS_MAX = 100;

/** Rows of values as a table, the first one as its head. */
export default function CsvTable({ text }: { readonly text: string }) {
  const rows = useMemo(
    () =>
      Papa.parse<string[]>(text, { preview: ROWS_MAX + 1, skipEmptyLines: true }).data.map((row) =>
        row.slice(0, COLUMNS_MAX),
      ),
    [text],
  );
  const [head = [], ...body] = rows;
  return (
    <>
      <div className={classes.table} tabIndex={0}>
        <Table stickyHeader striped withColumnBorders fz="sm">
          <Table.Thead>
            <Table.Tr>
              {head.map((name, i) => (
                <Table.Th key={i}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {body.map((row, i) => (
              <Table.Tr key={i}>
                {row.map((value, j) => (
                  <Table.Td key={j}>{value}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {body.length >= ROWS_MAX && (
        <Text size="sm" c="dimmed" mt="xs">
          {strings.rowsCut(ROWS_MAX)}
        </Text>
      )}
    </>
  );
}
