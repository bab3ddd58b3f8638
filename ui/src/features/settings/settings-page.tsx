import { Stack, Tabs } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Page } from "../../components/page";
import { useTabRow } from "../../components/tab-row";
import { BansList } from "./bans-list";
import { LoggingSection } from "./logging-section";
import { ServerSection } from "./server-section";
import { standingFields } from "./standing-fields";
import { StandingSection } from "./standing-section";
import { strings } from "./strings";

const sections = ["server", "limits", "bans", "proxies", "logging"] as const;

/** What is decided while the server runs, beside what its environment says. */
export function SettingsPage() {
  const { section: named } = useParams({ from: "/shell/settings/$section" });
  const navigate = useNavigate();
  const section = sections.find((one) => one === named) ?? "server";
  const row = useTabRow<HTMLDivElement>(section);
  return (
    <Page title={strings.title}>
      <Tabs
        value={section}
        keepMounted={false}
        onChange={(chosen) => void navigate({ to: "/settings/$section", params: { section: chosen ?? "server" } })}
      >
        <Tabs.List mb="md" {...row}>
          {sections.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {strings.sections[value]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="server">
          <ServerSection />
        </Tabs.Panel>
        <Tabs.Panel value="limits">
          <StandingSection
            name="ratelimit"
            title={strings.limitsTitle}
            text={strings.limitsText}
            fields={standingFields.ratelimit}
          />
        </Tabs.Panel>
        <Tabs.Panel value="bans">
          <Stack gap="lg">
            <BansList />
            <StandingSection name="ipban" title={strings.bansTitle} text={strings.bansText} fields={standingFields.ipban} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="proxies">
          <StandingSection
            name="trustedproxy"
            title={strings.proxiesTitle}
            text={strings.proxiesText}
            fields={standingFields.trustedproxy}
          />
        </Tabs.Panel>
        <Tabs.Panel value="logging">
          <LoggingSection />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
