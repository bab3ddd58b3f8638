import { CloseButton, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import classes from "./filter-fields.module.css";
import { strings } from "./strings";

interface FieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

/** Fields by which a list is narrowed down. */
export function Filters({ children }: { readonly children: ReactNode }) {
  return <div className={classes.filters}>{children}</div>;
}

/** A text that counts when it was typed: by Enter, or when the field is left. */
export function WordField({ label, placeholder, value = "", onChange }: FieldProps) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    // It was changed from elsewhere: by its address, or when all filters were cleared.
    setKnown(value);
    setTyped(value);
  }
  const say = (text: string) => {
    if (text !== value) {
      onChange(text);
    }
  };
  return (
    <TextInput
      label={label}
      autoCapitalize="none"
      spellCheck={false}
      {...(placeholder === undefined ? {} : { placeholder })}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => say(typed.trim())}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          say(typed.trim());
        }
      }}
      rightSection={
        typed === "" ? undefined : (
          <CloseButton
            size={24}
            aria-label={`${strings.clearField}: ${label}`}
            onClick={() => {
              setTyped("");
              say("");
            }}
          />
        )
      }
    />
  );
}

/** A time as it is here; it stands in the address in UTC. */
export function MomentField({ label, value, onChange }: FieldProps) {
  const date = value === undefined ? undefined : new Date(value);
  const local =
    date === undefined || Number.isNaN(date.getTime())
      ? ""
      : new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  return (
    <TextInput
      type="datetime-local"
      label={label}
      className={classes.moment ?? ""}
      value={local}
      onChange={(event) => {
        const chosen = new Date(event.currentTarget.value);
        onChange(Number.isNaN(chosen.getTime()) ? "" : chosen.toISOString());
      }}
    />
  );
}
