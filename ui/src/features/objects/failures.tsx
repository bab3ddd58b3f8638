import { Alert, Code, ScrollArea, Text } from "@mantine/core";
import { WarningIcon } from "../../components/icons";
import { KeyText } from "../../components/key-text";
import classes from "./objects.module.css";
import type { Failure } from "./run-all";
import { strings } from "./strings";

const SHOWN_MAX = 100;

/** What could not be done, and why, each by its key. */
export function Failures({ failures }: { readonly failures: readonly Failure[] }) {
  return (
    <Alert
      color="red"
      variant="light"
      icon={<WarningIcon />}
      role="alert"
      title={strings.refusedCount(failures.length)}
    >
      <ScrollArea.Autosize mah={200}>
        <ul className={classes.failures}>
          {failures.slice(0, SHOWN_MAX).map(({ key, problem }, i) => (
            <li key={i}>
              <KeyText value={key} full /> <Code>{problem.code}</Code>{" "}
              <Text span size="sm">
                {problem.message}
              </Text>
            </li>
          ))}
        </ul>
      </ScrollArea.Autosize>
    </Alert>
  );
}
