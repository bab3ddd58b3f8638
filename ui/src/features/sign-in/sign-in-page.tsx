import { Center, Paper, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { Logo } from "../../components/logo";
import { safeNext } from "../../lib/next";
import { SignInForm } from "./sign-in-form";
import { strings } from "./strings";

/** The page of signing in, which leads to where one wanted to go. */
export function SignInPage() {
  const { next } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  useEffect(() => {
    document.title = `${strings.title} · ByteBucket`;
  }, []);
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={380} gap="lg">
        <Stack align="center" gap="xs">
          <Logo size={44} />
          <Title order={1} size="h2">
            {strings.title}
          </Title>
        </Stack>
        <Paper withBorder p="lg">
          <SignInForm
            onSignedIn={() => void navigate({ href: safeNext(next), replace: true })}
          />
        </Paper>
        <Text size="sm" c="dimmed" ta="center">
          {strings.firstRun}
        </Text>
      </Stack>
    </Center>
  );
}
