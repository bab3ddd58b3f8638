import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { UploadIcon } from "../../components/icons";
import { KeyText } from "../../components/key-text";
import classes from "./transfers.module.css";
import { strings } from "./strings";
import { useTransfers } from "./use-transfers";

interface Props {
  readonly bucket: string;
  /** Empty, or ending with a slash. */
  readonly prefix: string;
  readonly children: ReactNode;
}

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes("Files");

/** Takes files and folders that are dropped on what it has in it, and uploads them to a place. */
export function DropTarget({ bucket, prefix, children }: Props) {
  const transfers = useTransfers();
  const [isOver, setOver] = useState(false);
  // Each element within tells of its own: one is entered before the other is left.
  const depth = useRef(0);
  const enter = (event: DragEvent, by: 1 | -1) => {
    if (hasFiles(event)) {
      event.preventDefault();
      depth.current = Math.max(0, depth.current + by);
      setOver(depth.current > 0);
    }
  };
  return (
    <div
      className={classes.target}
      onDragEnter={(event) => enter(event, 1)}
      onDragLeave={(event) => enter(event, -1)}
      onDragOver={(event) => {
        if (hasFiles(event)) {
          event.preventDefault();
          event.dataTransfer.dropEffect = "copy";
        }
      }}
      onDrop={(event) => {
        if (hasFiles(event)) {
          event.preventDefault();
          depth.current = 0;
          setOver(false);
          void transfers.addFiles(bucket, prefix, event.dataTransfer);
        }
      }}
    >
      {children}
      {isOver && (
        <div className={classes.over} aria-hidden="true">
          <UploadIcon size={28} />
          <span>{strings.dropHere}</span>
          <KeyText value={`${bucket}/${prefix}`} full />
        </div>
      )}
    </div>
  );
}
