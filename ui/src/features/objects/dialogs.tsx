import { Modal, Table } from "@mantine/core";
import type { ReactNode } from "react";
import type { Place } from "./api";
import type { Living } from "./actions";
import { HeadersBatch } from "./batch-headers";
import { TagsBatch } from "./batch-tags";
import { DeleteDialog } from "./delete-dialog";
import { NewFolderDialog } from "./new-folder-dialog";
import type { Notice } from "./notice";
import { RenameDialog } from "./rename-dialog";
import type { FolderRow, ObjectRow, Row } from "./rows";
import { strings } from "./strings";
import { TransferDialog } from "./transfer-dialog";

/** Which dialog is open, and for what. */
export type Asked =
  | { readonly kind: "help" }
  | { readonly kind: "newFolder" }
  | { readonly kind: "rename"; readonly row: FolderRow | ObjectRow }
  | { readonly kind: "transfer"; readonly how: "copy" | "move"; readonly rows: Living }
  | { readonly kind: "tags" | "headers"; readonly rows: Living }
  | { readonly kind: "delete"; readonly rows: readonly Row[]; readonly isForGood: boolean };

/** What every dialog is told. */
export interface DialogProps {
  readonly place: Place;
  readonly onClose: () => void;
  /** It is done; says what came of it, which key or folder to go to, and whether the list shows it already. */
  readonly onDone: (notice: Notice | undefined, goTo?: string, isShown?: boolean) => void;
}

/** The dialogs of a folder. */
export default function Dialogs({ asked, ...props }: DialogProps & { readonly asked: Asked }) {
  switch (asked.kind) {
    case "help":
      return <HelpDialog onClose={props.onClose} />;
    case "newFolder":
      return <NewFolderDialog {...props} />;
    case "rename":
      return <RenameDialog {...props} row={asked.row} />;
    case "transfer":
      return <TransferDialog {...props} how={asked.how} rows={asked.rows} />;
    case "tags":
      return <TagsBatch {...props} rows={asked.rows} />;
    case "headers":
      return <HeadersBatch {...props} rows={asked.rows} />;
    case "delete":
      return <DeleteDialog {...props} rows={asked.rows} isForGood={asked.isForGood} />;
  }
}

function HelpDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Modal
      opened
      title={strings.helpTitle}
      onClose={onClose}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <Table>
        <Table.Tbody>
          {strings.helpKeys.map(([keys, meaning]) => (
            <Table.Tr key={keys}>
              <Table.Th scope="row">{keys}</Table.Th>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
