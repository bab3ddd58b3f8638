import { Select, Switch, TagsInput } from "@mantine/core";
import { isTaken, NumberField, numberOf } from "../../components/number-field";
import { formatCount } from "../../lib/format/bytes";
import type { Value } from "./api";
import { strings } from "./strings";

/** How one value of a setting is shown and changed. */
export interface Field {
  readonly name: string;
  /** What the environment calls it, where it has it. */
  readonly env?: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: "switch" | "number" | "list" | "choice";
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
}

/** A value as text. */
export function shown(value: Value | undefined): string {
  if (value === undefined) {
    return "";
  }
  if (typeof value === "boolean") {
    return value ? strings.on : strings.off;
  }
  if (typeof value === "number") {
    return formatCount(value);
  }
  if (typeof value === "string") {
    return value;
  }
  return value.length === 0 ? strings.nothing : value.join(", ");
}

/** Whether a field holds something that can be sent. */
export function isGood({ kind }: Field, value: Value | undefined): boolean {
  return kind !== "number" || typeof value === "number" || (typeof value === "string" && isTaken(value, false));
}

/** What a field holds, as it is sent. */
export function sentOf({ kind }: Field, value: Value): Value {
  return kind === "number" && typeof value === "string" ? (numberOf(value) ?? value) : value;
}

interface Props {
  readonly field: Field;
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}

/** What a value is changed by. */
export function FieldInput({ field, value, onChange }: Props) {
  const { label, hint, kind, min = 0, max, choices = [] } = field;
  const description = hint === undefined ? {} : { description: hint };
  switch (kind) {
    case "switch":
      return (
        <Switch
          label={label}
          {...description}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case "number":
      return (
        <NumberField
          label={label}
          {...description}
          min={min}
          {...(max === undefined ? {} : { max })}
          value={typeof value === "number" || typeof value === "string" ? value : ""}
          onChange={onChange}
        />
      );
    case "list":
      return (
        <TagsInput
          label={label}
          {...description}
          splitChars={[",", " "]}
          acceptValueOnBlur
          value={Array.isArray(value) ? [...(value as readonly string[])] : []}
          onChange={onChange}
        />
      );
    case "choice":
      return (
        <Select
          label={label}
          {...description}
          data={[...choices]}
          value={typeof value === "string" ? value : null}
          onChange={(next) => onChange(next ?? "")}
          allowDeselect={false}
        />
      );
  }
}
