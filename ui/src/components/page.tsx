import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";

interface Props {
  readonly title: string;
  /** The title where it is more than text. */
  readonly heading?: ReactNode;
  readonly actions?: ReactNode;
  /** The list that it belongs to, which one goes back to. */
  readonly above?: { readonly to: "/buckets" | "/jobs" | "/logs" | "/users"; readonly name: string };
  readonly children: ReactNode;
}

/** A page: its name, as the tab and the one first heading say it, and what can be done on it. */
export function Page({ title, heading, actions, above, children }: Props) {
  useEffect(() => {
    document.title = `${title} · ByteBucket`;
  }, [title]);
  return (
    <Stack gap="lg">
      <Group justify="space-between" gap="sm">
        <Stack gap={2} maw="100%">
          {above && (
            <Text span size="sm">
              <Anchor renderRoot={(props) => <Link to={above.to} {...props} />}>{above.name}</Anchor> ›
            </Text>
          )}
          <Title order={1}>{heading ?? title}</Title>
        </Stack>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
