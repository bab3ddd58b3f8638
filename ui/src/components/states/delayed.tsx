import { type ReactNode, useEffect, useState } from "react";

const DELAY_MS = 200;

/** Shows its children after 200 ms: what is there sooner needs no sign that it is on its way. */
export function Delayed({ children }: { readonly children: ReactNode }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  return isShown ? children : null;
}
