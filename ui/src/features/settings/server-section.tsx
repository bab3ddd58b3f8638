import { Alert, Code, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { WhoAmI } from "../../api/types.gen";
import { CopyButton } from "../../components/copy-button";
import { Facts } from "../../components/facts";
import { CheckIcon, WarningIcon } from "../../components/icons";
import { Section } from "../../components/section";
import { QueryView } from "../../components/states";
import { whoAmIQuery } from "../../lib/whoami";
import { addressQuery } from "./api";
import { ChangedSection } from "./changed-section";
import { strings } from "./strings";

/** Where S3 is, and for whom the server takes who looks. */
export function ServerSection() {
  const address = useQuery(addressQuery);
  const who = useQuery(whoAmIQuery);
  return (
    <Stack gap="lg">
      <Section title={strings.address}>
        <QueryView query={address} action="admin:GetSettings">
          {({ publicBaseURL }) => (
            <Stack gap="sm">
              <Facts
                facts={[
                  [
                    strings.publicUrl,
                    <Group key="u" gap={4} wrap="nowrap">
                      <Code>{publicBaseURL}</Code>
                      <CopyButton text={publicBaseURL} what={strings.theUrl} />
                    </Group>,
                  ],
                ]}
              />
              <Text size="sm" c="dimmed">
                {strings.addressText}
              </Text>
              {isElsewhere(publicBaseURL) && (
                <Alert color="yellow" variant="light" icon={<WarningIcon />}>
                  {strings.publicUnset}
                </Alert>
              )}
            </Stack>
          )}
        </QueryView>
      </Section>
      <ChangedSection />
      <Section title={strings.seen}>
        <QueryView query={who} action="admin:SignIn">
          {(found) => <Seen who={found} />}
        </QueryView>
      </Section>
    </Stack>
  );
}

/** Whether S3 is said to be on this machine while the console is used from another. */
function isElsewhere(publicBaseURL: string): boolean {
  const local = /^(localhost|127\.|\[::1\])/;
  return local.test(new URL(publicBaseURL).hostname) && !local.test(window.location.hostname);
}

function Seen({ who }: { who: WhoAmI }) {
  const verdict = verdictOf(who);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {strings.seenText}
      </Text>
      <Facts
        facts={[
          [strings.ip, <Code key="i">{who.ip}</Code>],
          [strings.scheme, who.scheme],
          [strings.forwardedFor, who.forwardedFor],
          [strings.forwarded, who.forwarded],
          [strings.agent, who.userAgent],
        ]}
      />
      <Alert
        color={verdict === "notBelieved" ? "yellow" : "green"}
        variant="light"
        icon={verdict === "notBelieved" ? <WarningIcon /> : <CheckIcon />}
      >
        {strings[verdict]}
      </Alert>
    </Stack>
  );
}

/** Whether what was said on the way of who asks is what the server goes by. */
export function verdictOf({ ip, forwardedFor, forwarded }: WhoAmI): "direct" | "believed" | "notBelieved" {
  const said = forwardedFor ?? forwarded;
  if (said === undefined) {
    return "direct";
  }
  return said.split(/[,;\s"=[\]]+/).includes(ip) ? "believed" : "notBelieved";
}
