import { type RefObject, useEffect, useRef } from "react";
import classes from "./tab-row.module.css";

/** What a row of tabs is given so that it scrolls sideways, and the tab that is chosen is in view. */
export function useTabRow<T extends HTMLElement>(chosen: string): { ref: RefObject<T | null>; className: string } {
  const ref = useRef<T>(null);
  useEffect(() => {
    const show = () => {
      const row = ref.current;
      const tab = row?.querySelector<HTMLElement>("[aria-selected=true], [aria-current=page]");
      if (row && tab) {
        row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
      }
    };
    show();
    window.addEventListener("resize", show);
    return () => window.removeEventListener("resize", show);
  }, [chosen]);
  return { ref, className: classes.row ?? "" };
}
