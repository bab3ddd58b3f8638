import { type ReactNode, useRef, useState } from "react";
import type { Handle } from "../../transfers/file-source";
import { fromHandles } from "../../transfers/pick";
import type { Files } from "../../transfers/transfers";
import { strings } from "./strings";

interface BrowserPickers {
  showOpenFilePicker?(options: { multiple: boolean }): Promise<Handle[]>;
  showDirectoryPicker?(): Promise<Handle>;
}

/** How files and folders are chosen. */
export interface Pickers {
  readonly pickFiles: () => void;
  readonly pickFolder: () => void;
  /** To be drawn somewhere: what browsers without a picker of their own choose by. */
  readonly inputs: ReactNode;
}

/** Lets a person choose: by handles where there are any, because they outlive a reload. */
export function usePickers(
  onPicked: (files: Files) => void,
  labels = { files: strings.filesInput, folder: strings.folderInput } as Record<"files" | "folder", string>,
): Pickers {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  // Another input each time, so that the same can be chosen again while the list of the one before is
  // still being read.
  const [turn, setTurn] = useState(0);
  const browser = window as BrowserPickers;

  const byHandles = (picking: Promise<Handle[]>) =>
    // Whoever closes the picker chose nothing.
    picking.then((handles) => onPicked(fromHandles(handles)), () => undefined);
  const pickFiles = () => {
    if (browser.showOpenFilePicker) {
      void byHandles(browser.showOpenFilePicker({ multiple: true }));
    } else {
      files.current?.click();
    }
  };
  const pickFolder = () => {
    if (browser.showDirectoryPicker) {
      void byHandles(browser.showDirectoryPicker().then((handle) => [handle]));
    } else {
      folder.current?.click();
    }
  };
  const input = (label: string, ref: typeof files, isFolder: boolean) => (
    <input
      key={`${label} ${turn}`}
      ref={ref}
      type="file"
      hidden
      multiple
      aria-label={label}
      {...(isFolder ? { webkitdirectory: "" } : {})}
      onChange={({ currentTarget }) => {
        onPicked(currentTarget.files ?? []);
        setTurn(turn + 1);
      }}
    />
  );
  const inputs = (
    <>
      {input(labels.files, files, false)}
      {input(labels.folder, folder, true)}
    </>
  );
  return { pickFiles, pickFolder, inputs };
}
