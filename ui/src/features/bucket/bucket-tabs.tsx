import { Link, useLocation, useSearch } from "@tanstack/react-router";
import { useTabRow } from "../../components/tab-row";
import classes from "./bucket-tabs.module.css";
import { strings } from "./strings";
import { bucketTabs } from "./tabs";

const OBJECTS = "/buckets/$bucket/objects";

/** The ways to the parts of a bucket, the same over each of them. */
export function BucketTabs({ bucket }: { readonly bucket: string }) {
  const chosen = useLocation({ select: ({ pathname }) => pathname });
  // How its emptying stands shows over all parts but the objects, whose address is another page's.
  const job = useSearch({ strict: false, select: (search) => search.job });
  const { ref, className } = useTabRow<HTMLElement>(chosen);
  return (
    <nav ref={ref} className={`${classes.tabs ?? ""} ${className}`} aria-label={strings.tabsOf(bucket)}>
      {bucketTabs.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          params={{ bucket }}
          search={job === undefined || to === OBJECTS ? {} : { job }}
          className={classes.tab}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
