import { Group } from "@mantine/core";
import { CrossIcon, LockIcon } from "../../components/icons";
import { Tag } from "../../components/tag";
import type { User } from "./api";
import { strings } from "./strings";

/** Whether a user runs the store, and whether it may come in at all. */
export function UserBadges({ user }: { readonly user: User }) {
  return (
    <Group gap={6}>
      {user.admin ? (
        <Tag tone="busy" icon={LockIcon}>
          {strings.administrator}
        </Tag>
      ) : (
        <Tag tone="quiet">{strings.user}</Tag>
      )}
      {!user.enabled && (
        <Tag tone="bad" icon={CrossIcon}>
          {strings.disabled}
        </Tag>
      )}
    </Group>
  );
}
