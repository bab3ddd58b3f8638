import { Badge } from "@mantine/core";
import { Hint } from "./hint";
import { LockIcon, WarningIcon } from "./icons-base";
import { strings } from "./strings";
import classes from "./visibility.module.css";

/** Whether a bucket gives something to everybody: by an icon and a word, never by colour alone. */
export function Visibility({ isPublic }: { readonly isPublic: boolean }) {
  return (
    <Hint label={isPublic ? strings.publicHint : strings.privateHint}>
      <Badge
        variant="default"
        {...(isPublic ? { bd: "none" } : {})}
        className={isPublic ? (classes.public ?? "") : ""}
        leftSection={isPublic ? <WarningIcon size={12} /> : <LockIcon size={12} />}
        tt="none"
      >
        {isPublic ? strings.public : strings.private}
      </Badge>
    </Hint>
  );
}
