import { NumberInput } from "@mantine/core";
import { strings } from "./strings";

/** What stands in a field of a number: text while it is no plain number yet, as "1." and "2.50" are; "" is none. */
export type Typed = number | string;

/** The number that somebody typed: undefined for none, and NaN for what is no number. */
export function numberOf(typed: Typed): number | undefined {
  return typed === "" ? undefined : Number(typed);
}

/** Whether what was typed can be taken. */
export function isTaken(typed: Typed, isOptional: boolean): boolean {
  const number = numberOf(typed);
  return number === undefined ? isOptional : Number.isFinite(number);
}

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly value: Typed;
  readonly onChange: (typed: Typed) => void;
  /** Whether the empty field says something: that there is none. */
  readonly isOptional?: boolean;
  readonly isWhole?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly decimalScale?: number;
}

/** A number that is not negative. Its owner keeps what is typed as it is, and makes a number of it when it is sent. */
export function NumberField({ isOptional = false, isWhole = false, min = 0, ...props }: Props) {
  return (
    <NumberInput
      {...props}
      min={min}
      allowDecimal={!isWhole}
      allowNegative={false}
      hideControls
      thousandSeparator=" "
      error={isTaken(props.value, isOptional) ? undefined : strings.noNumber}
    />
  );
}
