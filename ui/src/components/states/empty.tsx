import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { EmptyIcon, SearchIcon } from "../icons-base";
import { strings } from "../strings";
import { Message } from "./message";

/** There is nothing yet: says what would be here, and offers the way to the first. */
export function Empty(props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return <Message icon={<EmptyIcon size={24} />} {...props} />;
}

/** There is something, and nothing of it fits what was searched for. */
export function NoMatch({
  children,
  onClear,
}: {
  readonly children?: ReactNode;
  readonly onClear: () => void;
}) {
  return (
    <Message
      icon={<SearchIcon size={24} />}
      title={strings.noMatchTitle}
      action={
        <Button variant="default" onClick={onClear}>
          {strings.clearFilter}
        </Button>
      }
    >
      {children}
    </Message>
  );
}
