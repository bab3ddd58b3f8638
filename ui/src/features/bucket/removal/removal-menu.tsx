import { ActionIcon, Menu } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import type { Bucket } from "../../../api/types.gen";
import { MoreIcon, TrashIcon } from "../../../components/icons";
import { strings } from "./strings";

const RemovalDialog = lazy(async () => ({
  default: (await import("./removal-dialog")).RemovalDialog,
}));

interface Props {
  readonly name: string;
  /** Null where it may not be shown. */
  readonly bucket: Bucket | null;
}

/** Emptying and deleting a bucket, out of the way of everything else. */
export function RemovalMenu({ name, bucket }: Props) {
  const [asked, setAsked] = useState<"empty" | "delete">();
  return (
    <>
      <Menu position="bottom-end" keepMounted={false}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={strings.menu}>
            <MoreIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<TrashIcon size={16} />} onClick={() => setAsked("empty")}>
            {strings.empty}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<TrashIcon size={16} />}
            onClick={() => setAsked("delete")}
          >
            {strings.delete}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {asked && (
          <RemovalDialog
            name={name}
            bucket={bucket}
            isDeletion={asked === "delete"}
            onClose={() => setAsked(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}
