import type { ReactNode } from "react";
import { DropTarget } from "../transfers";
import type { Place } from "./api";
import classes from "./objects.module.css";

/** What stands around the list, and takes what is dropped on it. */
export function Frame({ place, children }: { readonly place: Place; readonly children: ReactNode }) {
  const frame = <div className={classes.frame}>{children}</div>;
  return (
    <div className={classes.drop}>
      {place.show === "deleted" ? (
        frame
      ) : (
        <DropTarget bucket={place.bucket} prefix={place.prefix}>
          {frame}
        </DropTarget>
      )}
    </div>
  );
}

/** Has the browser follow a link to something that it keeps as a file. */
export function follow(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
