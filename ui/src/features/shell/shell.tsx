import "../../components/styles-more";
import { AppShell, Burger, Button, Group, Kbd, Text } from "@mantine/core";
import { useDisclosure, useHotkeys, useNetwork } from "@mantine/hooks";
import { QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useRef, useState } from "react";
import { SearchIcon } from "../../components/icons";
import { Logo } from "../../components/logo";
import { makeQueryClient } from "../../lib/http/query-client";
import { useSession } from "../../lib/use-session";
import { AccountMenu } from "./account-menu";
import { Allowed } from "./allowed";
import { LeaveGuard } from "./leave-guard";
import { NavigationList } from "./navigation-list";
import { SessionEnd } from "./session-end";
import classes from "./shell.module.css";
import { strings } from "./strings";

const Palette = lazy(async () => ({ default: (await import("./palette")).Palette }));
const SignInDialog = lazy(async () => ({
  default: (await import("../sign-in/sign-in-dialog")).SignInDialog,
}));
const TransfersDock = lazy(async () => ({
  default: (await import("../transfers/dock")).TransfersDock,
}));

/** What the pages ask the server through, and keep of its answers; signing in does without. */
const queryClient = makeQueryClient();

/** What stands around every page: menu, palette, account, and signing in again. */
export function Shell() {
  return (
    <QueryClientProvider client={queryClient}>
      <Frame />
    </QueryClientProvider>
  );
}

function Frame() {
  const state = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const main = useRef<HTMLElement>(null);
  const [isMenuOpen, menu] = useDisclosure(false);
  const session = state.kind === "in" ? state.session : state.kind === "over" ? state.last : null;

  const signedOut = () => {
    queryClient.clear();
    void navigate({ to: "/sign-in" });
  };

  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 216, breakpoint: "sm", collapsed: { mobile: !isMenuOpen } }}
      padding={{ base: "md", md: "lg" }}
    >
      <a
        className={classes.skip}
        href="#main"
        onClick={(event) => {
          // A fragment alone would lead to the base of the console.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {strings.skip}
      </a>
      <AppShell.Header className={classes.header}>
        <Group gap="xs" wrap="nowrap">
          <Burger
            opened={isMenuOpen}
            onClick={menu.toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label={isMenuOpen ? strings.closeMenu : strings.openMenu}
            aria-expanded={isMenuOpen}
          />
          <Link to="/" className={classes.brand} aria-label="ByteBucket">
            <Logo />
            <Text span fw={600} visibleFrom="xs">
              ByteBucket
            </Text>
          </Link>
        </Group>
        <PaletteButton />
        {session && <AccountMenu session={session} onSignedOut={signedOut} />}
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={strings.pages}>
        <NavigationList onFollow={menu.close} />
      </AppShell.Navbar>
      <AppShell.Main ref={main} id="main" tabIndex={-1} className={classes.main}>
        <OfflineNotice />
        <LeaveGuard />
        {state.kind === "in" && <SessionEnd endsAt={state.session.endsAt} />}
        <Allowed>
          <Outlet />
        </Allowed>
        <Suspense>
          <TransfersDock />
        </Suspense>
      </AppShell.Main>
      {state.kind === "over" && (
        <Suspense>
          <SignInDialog last={state.last} onSignedIn={() => void queryClient.invalidateQueries()} />
        </Suspense>
      )}
    </AppShell>
  );
}

function PaletteButton() {
  const [isOpen, palette] = useDisclosure(false);
  const [wasOpened, setOpened] = useState(false);
  const open = () => {
    setOpened(true);
    palette.open();
  };
  useHotkeys([["mod+K", open]], []);
  return (
    <>
      <Button
        variant="default"
        classNames={{ root: classes.search ?? "", label: classes.searchLabel ?? "" }}
        leftSection={<SearchIcon size={16} />}
        rightSection={
          <Kbd size="xs" visibleFrom="sm">
            {strings.searchHint}
          </Kbd>
        }
        onClick={open}
        aria-keyshortcuts="Control+K Meta+K"
      >
        {strings.search}
      </Button>
      {wasOpened && (
        <Suspense>
          <Palette isOpen={isOpen} onClosed={palette.close} />
        </Suspense>
      )}
    </>
  );
}

function OfflineNotice() {
  const { online } = useNetwork();
  return online ? null : (
    <Text role="status" c="dimmed" size="sm" mb="sm">
      {strings.offline}
    </Text>
  );
}
