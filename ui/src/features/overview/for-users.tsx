import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { BucketPage } from "../../api/types.gen";
import { KeyText } from "../../components/key-text";
import { PageLink } from "../../components/links";
import { OpenBucket } from "../../components/open-bucket";
import { Section } from "../../components/section";
import { QueryView } from "../../components/states";
import { LIST_BUCKETS, whoAmIQuery } from "../../lib/whoami";
import { ownBucketsQuery } from "./api";
import classes from "./overview.module.css";
import { strings } from "./strings";

/** What stands here for who does not run the store: the way to what may be seen of it. */
export function ForUsers() {
  const { data: who } = useQuery(whoAmIQuery);
  // Whoever was given one bucket often may not list all: that is no trouble here, and not asked for.
  const mayList = who?.actions.includes(LIST_BUCKETS) ?? false;
  const buckets = useQuery({ ...ownBucketsQuery, enabled: mayList });
  return (
    <Section title={strings.yourBuckets} aside={<PageLink to="/connect">{strings.connect}</PageLink>}>
      <Stack gap="md">
        {mayList ? (
          <QueryView query={buckets} action={LIST_BUCKETS}>
            {(found) => (
              <>
                <Found page={found} />
                <Text>{strings.byName}</Text>
              </>
            )}
          </QueryView>
        ) : (
          <Text>{strings.mayNotList}</Text>
        )}
        <OpenBucket />
      </Stack>
    </Section>
  );
}

function Found({ page: { buckets, nextCursor } }: { page: BucketPage }) {
  if (buckets.length === 0) {
    return <Text c="dimmed">{strings.noBuckets}</Text>;
  }
  return (
    <Stack component="ul" gap="xs" className={classes.plain ?? ""}>
      {buckets.map(({ name }) => (
        <li key={name}>
          <PageLink to="/buckets/$bucket" params={{ bucket: name }}>
            <KeyText value={name} />
          </PageLink>
        </li>
      ))}
      {nextCursor !== undefined && (
        <li>
          <PageLink to="/buckets">{strings.allBuckets}</PageLink>
        </li>
      )}
    </Stack>
  );
}
