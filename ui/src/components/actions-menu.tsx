import { ActionIcon, Menu } from "@mantine/core";
import type { ComponentType } from "react";
import { MoreIcon } from "./icons";

/** What can be done with something. */
export interface MenuAction {
  readonly label: string;
  readonly icon?: ComponentType<{ size?: number }>;
  readonly isDestroying?: boolean;
  readonly onChosen: () => void;
}

/** What can be done with one thing, behind three dots. */
export function ActionsMenu({
  label,
  actions,
}: {
  /** Whose actions they are: "Actions of AKIA…". */
  readonly label: string;
  readonly actions: readonly MenuAction[];
}) {
  return (
    <Menu position="bottom-end" keepMounted={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={label}>
          <MoreIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map(({ label: name, icon: Icon, isDestroying = false, onChosen }) => (
          <Menu.Item
            key={name}
            onClick={onChosen}
            {...(Icon ? { leftSection: <Icon size={16} /> } : {})}
            {...(isDestroying ? { color: "red" } : {})}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
