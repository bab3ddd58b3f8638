import { Button, Menu, Text } from "@mantine/core";
import { useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { DownIcon, KeyIcon, LeaveIcon, MoonIcon, PersonIcon, SunIcon, SystemIcon } from "../../components/icons";
import { signOut, type Session } from "../../lib/http/session";
import { strings } from "./strings";

const schemes = [
  { scheme: "light", label: strings.light, icon: SunIcon },
  { scheme: "dark", label: strings.dark, icon: MoonIcon },
  { scheme: "auto", label: strings.system, icon: SystemIcon },
] as const satisfies readonly { scheme: MantineColorScheme; label: string; icon: unknown }[];

/** Who is signed in, the colours, and the way out. */
export function AccountMenu({ session, onSignedOut }: { readonly session: Session; readonly onSignedOut: () => void }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [hasFailed, setFailed] = useState(false);
  const leave = () => {
    signOut().then(onSignedOut, () => setFailed(true));
  };
  return (
    <Menu position="bottom-end" width={240} keepMounted={false} withInitialFocusPlaceholder={false} {...(hasFailed ? { opened: true, onClose: () => setFailed(false) } : {})}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          aria-label={`${strings.account}: ${session.name}`}
          leftSection={<PersonIcon />}
          rightSection={<DownIcon size={14} />}
          maw={220}
        >
          <Text span truncate size="sm" visibleFrom="xs">
            {session.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<KeyIcon size={16} />}
          renderRoot={(props) => <Link to="/own" {...props} />}
        >
          {strings.ownPage}
        </Menu.Item>
        <Menu.Divider />
        <Menu.RadioGroup
          aria-label={strings.colours}
          value={colorScheme}
          onChange={(chosen) => setColorScheme(chosen as MantineColorScheme)}
        >
          {schemes.map(({ scheme, label, icon: Icon }) => (
            <Menu.RadioItem key={scheme} value={scheme} rightSection={<Icon size={16} />}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        {hasFailed && (
          <Text role="alert" size="sm" c="red" px="sm" py={4}>
            {strings.signOutFailed}
          </Text>
        )}
        <Menu.Item leftSection={<LeaveIcon size={16} />} closeMenuOnClick={false} onClick={leave}>
          {strings.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
