import { ActionIcon, Button, Text, VisuallyHidden } from "@mantine/core";
import { useEffect, useState } from "react";
import { copyText } from "../lib/clipboard";
import { CheckIcon, CopyIcon, CrossIcon } from "./icons-base";
import { strings } from "./strings";

interface Props {
  readonly text: string;
  /** What is copied: "the secret". */
  readonly what: string;
  /** Whether the button shows its name, in place of an icon alone. */
  readonly labelled?: boolean;
}

type Outcome = "none" | "copied" | "failed";

const SHOWN_MS = 2_500;

/** Copies a text, and says so only when it is true. */
export function CopyButton({ text, what, labelled = false }: Props) {
  const [outcome, setOutcome] = useState<Outcome>("none");
  useEffect(() => {
    if (outcome === "none") {
      return;
    }
    const timer = setTimeout(() => setOutcome("none"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const label = {
    none: strings.copy(what),
    copied: strings.copied,
    failed: strings.notCopied,
  }[outcome];
  const icon = {
    none: <CopyIcon size={16} />,
    copied: <CheckIcon size={16} />,
    failed: <CrossIcon size={16} />,
  }[outcome];
  const copy = () => {
    void copyText(text).then((isThere) => setOutcome(isThere ? "copied" : "failed"));
  };
  return (
    <>
      {labelled ? (
        <Button variant="default" leftSection={icon} onClick={copy}>
          {label}
        </Button>
      ) : (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={strings.copy(what)}
          title={strings.copy(what)}
          onClick={copy}
        >
          {icon}
        </ActionIcon>
      )}
      {!labelled && outcome === "failed" && (
        <Text span size="xs" c="red" aria-hidden>
          {label}
        </Text>
      )}
      <VisuallyHidden role="status">{outcome === "none" ? "" : label}</VisuallyHidden>
    </>
  );
}
