import { Button, Drawer, Kbd, Menu, Stack } from "@mantine/core";
import type { Action } from "./actions";
import classes from "./objects.module.css";
import { strings } from "./strings";

/** A sheet is as high as what it has, so that the list shows above it. */
const HEAD_PX = 84;
const ACTION_PX = 46;

interface Props {
  /** What it is for, by name. */
  readonly name: string;
  readonly actions: readonly Action[];
  /** Where it was asked for. */
  readonly x: number;
  readonly y: number;
  readonly isSheet: boolean;
  readonly onClose: () => void;
}

/** What can be done to rows: beside the pointer, or as a sheet from below where there is no room. */
export default function RowMenu({ name, actions, x, y, isSheet, onClose }: Props) {
  if (isSheet) {
    return (
      <Drawer
        opened
        position="bottom"
        size={HEAD_PX + actions.length * ACTION_PX}
        title={name}
        onClose={onClose}
        closeButtonProps={{ "aria-label": strings.close }}
      >
        <Stack gap={4}>
          {actions.map((action) => (
            <SheetItem key={action.id} action={action} onClose={onClose} />
          ))}
        </Stack>
      </Drawer>
    );
  }
  return (
    <Menu opened onClose={onClose} position="bottom-start" width={230} shadow="md" returnFocus>
      <Menu.Target>
        <span className={classes.point} style={{ left: x, top: y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={strings.actionsFor(name)}>
        {actions.map((action) => (
          <MenuItem key={action.id} action={action} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function MenuItem({ action }: { readonly action: Action }) {
  const { id, icon: Icon, keys, href, isDestroying = false, run } = action;
  const shared = {
    leftSection: <Icon size={16} />,
    rightSection: keys === undefined ? undefined : <Kbd size="xs">{keys}</Kbd>,
    ...(isDestroying ? { color: "red", className: classes.destroying ?? "" } : {}),
  };
  return href === undefined ? (
    <Menu.Item {...shared} onClick={run}>
      {strings.actions[id]}
    </Menu.Item>
  ) : (
    <Menu.Item {...shared} component="a" href={href} download>
      {strings.actions[id]}
    </Menu.Item>
  );
}

function SheetItem({ action, onClose }: { readonly action: Action; readonly onClose: () => void }) {
  const { id, icon: Icon, href, isDestroying = false, run } = action;
  const shared = {
    variant: "subtle",
    color: isDestroying ? "red" : "gray",
    className: isDestroying ? (classes.destroying ?? "") : "",
    size: "md",
    justify: "flex-start",
    leftSection: <Icon size={18} />,
  } as const;
  const close = () => {
    onClose();
    run?.();
  };
  return href === undefined ? (
    <Button {...shared} onClick={close}>
      {strings.actions[id]}
    </Button>
  ) : (
    <Button {...shared} component="a" href={href} download onClick={onClose}>
      {strings.actions[id]}
    </Button>
  );
}
