/** Which way a column is sorted. */
export function SortIcon({ isDown }: { readonly isDown: boolean }) {
  return (
    <svg aria-hidden="true" width="10" height="10" viewBox="0 0 10 10" fill="currentColor">
      <path d={isDown ? "M1 3h8L5 8z" : "M1 7h8L5 2z"} />
    </svg>
  );
}
