import { Group, Paper, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** A part of the page with a name. */
export function Section({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Paper component="section" withBorder p="md" h="100%">
      <Group justify="space-between" mb="sm" gap="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </Paper>
  );
}
