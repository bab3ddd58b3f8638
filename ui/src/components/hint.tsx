import { lazy, type ReactElement, type ReactNode, Suspense, useState } from "react";

const Tooltip = lazy(() => import("./tooltip"));

const DELAY_MS = 400;

/**
 * More about something that is no control, shown to who points at it. What a tooltip is made of is
 * fetched only then: tables have hundreds of these, and the first view none.
 */
export function Hint({
  label,
  children,
}: {
  readonly label: ReactNode;
  readonly children: ReactElement;
}) {
  const [isWanted, setWanted] = useState(false);
  if (!isWanted) {
    return (
      // Nothing here can be worked by hand: the pointer alone asks for more.
      <span style={{ display: "contents" }} onPointerOver={() => setWanted(true)}>
        {children}
      </span>
    );
  }
  return (
    <Suspense fallback={children}>
      <Tooltip label={label} multiline maw={480} openDelay={DELAY_MS}>
        {children}
      </Tooltip>
    </Suspense>
  );
}
