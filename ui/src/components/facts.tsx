import { Fragment, type ReactNode } from "react";
import classes from "./facts.module.css";

/** What is known of something, by name. What is undefined or empty is left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) {
  const said = facts.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return said.length === 0 ? null : (
    <dl className={classes.facts}>
      {said.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
