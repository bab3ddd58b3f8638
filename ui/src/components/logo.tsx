/** The bucket. */
export function Logo({ size = 26 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        fill="var(--mantine-color-water-7)"
        d="M4 8h24l-3 19a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2z"
      />
      <ellipse cx="16" cy="8" rx="12" ry="4" fill="var(--mantine-color-water-4)" />
    </svg>
  );
}
