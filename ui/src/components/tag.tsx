import { Badge } from "@mantine/core";
import type { ComponentType } from "react";

const colors = { good: "teal", bad: "red", warn: "yellow", busy: "water", quiet: "gray" } as const;

interface Props {
  readonly tone: keyof typeof colors;
  readonly icon?: ComponentType<{ size?: number }>;
  readonly children: string;
}

/** A state in a word, with a sign: the colour behind it only helps, and the text is as dark as any. */
export function Tag({ tone, icon: Icon, children }: Props) {
  return (
    <Badge
      variant="light"
      color={colors[tone]}
      c="var(--mantine-color-text)"
      tt="none"
      fw={500}
      {...(Icon ? { leftSection: <Icon size={12} /> } : {})}
    >
      {children}
    </Badge>
  );
}
