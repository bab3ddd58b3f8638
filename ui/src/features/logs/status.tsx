import classes from "./logs.module.css";

/** A status and what went wrong, never by colour alone: the number and the code say it. */
export function Status({ status, code }: { readonly status: number; readonly code: string | undefined }) {
  const kind = status >= 500 ? classes.broken : status >= 400 ? classes.bad : "";
  return (
    <span className={kind}>
      {status}
      {code !== undefined && code !== "" && ` ${code}`}
    </span>
  );
}
