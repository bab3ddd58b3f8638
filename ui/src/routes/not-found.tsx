import { Button } from "@mantine/core";
import { Empty } from "../components/states/empty";

const strings = {
  title: "There is no such page",
  text: "The address leads nowhere. It may have been cut short.",
  home: "To the overview",
} as const;

/** Where no row of the table has the address. */
export function NotFound() {
  return (
    <Empty
      title={strings.title}
      action={
        <Button component="a" href="./" variant="default">
          {strings.home}
        </Button>
      }
    >
      {strings.text}
    </Empty>
  );
}
