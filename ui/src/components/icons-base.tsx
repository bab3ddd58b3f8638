import type { ReactNode } from "react";

/** Simple strokes on a grid of 24, in the colour of the text; never read aloud. */
function Icon({ children, size = 18 }: { children: ReactNode; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

/** An icon of one path. */
export function stroke(d: string) {
  return function StrokeIcon({ size }: { size?: number }) {
    return (
      <Icon {...(size === undefined ? {} : { size })}>
        <path d={d} />
      </Icon>
    );
  };
}

// Those that signing in and the states of pages use. All others stand in icons.tsx, which signing in
// is not kept waiting for.
export const SearchIcon = stroke("M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.500L21 21");
export const CopyIcon = stroke("M8 8h12v12H8zM16 8V4H4v12h4");
export const CheckIcon = stroke("M5 12l5 5L20 7");
export const CrossIcon = stroke("M6 6l12 12M18 6L6 18");
export const WarningIcon = stroke("M12 3l10 18H2zM12 10v5M12 18v.1");
export const LockIcon = stroke("M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4");
export const ClockIcon = stroke("M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 3");
export const EmptyIcon = stroke("M3 13l3-9h12l3 9v7H3zM3 13h5l1 3h6l1-3h5");
export const ReloadIcon = stroke("M20 11a8 8 0 1 0-2 6M20 5v6h-6");
