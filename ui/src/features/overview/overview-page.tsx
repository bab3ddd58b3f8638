import { Grid, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Page } from "../../components/page";
import { QueryView } from "../../components/states";
import { whoAmIQuery } from "../../lib/whoami";
import { statsQuery } from "./api";
import { FirstSteps } from "./first-steps";
import { ForUsers } from "./for-users";
import { LargestBuckets } from "./largest-buckets";
import { Refusals } from "./refusals";
import { Requests } from "./requests";
import { strings } from "./strings";
import { Tiles } from "./tiles";

/** How the store is, for who may know; for others what they may see of it. */
export function OverviewPage() {
  const who = useQuery(whoAmIQuery);
  return (
    <Page title={strings.title}>
      <QueryView query={who} action="admin:SignIn">
        {({ administrator }) => (administrator ? <Store /> : <ForUsers />)}
      </QueryView>
    </Page>
  );
}

/** What is in it, how requests end and how long they take, and what was refused. */
function Store() {
  const stats = useQuery(statsQuery);
  return (
    <QueryView query={stats} action="admin:GetStats">
      {(found) => (
        <Stack gap="lg">
          {found.buckets === 0 && <FirstSteps />}
          <Tiles stats={found} />
          <Requests />
          <Grid gap="lg">
            {found.perBucket.length > 0 && (
              <Grid.Col span={{ base: 12, md: 5 }}>
                <LargestBuckets buckets={found.perBucket} />
              </Grid.Col>
            )}
            <Grid.Col span={{ base: 12, md: found.perBucket.length > 0 ? 7 : 12 }}>
              <Refusals />
            </Grid.Col>
          </Grid>
        </Stack>
      )}
    </QueryView>
  );
}
