import { Select } from "@mantine/core";
import { strings } from "./strings";

const DAY_MS = 86_400_000;
const days = ["1", "7", "30", "90", "365"] as const;

/** When something ends that begins now: a number of days, or what stands for no end of its own. */
export type Term = (typeof days)[number] | "none";

/** The time it is then, as the server reads it; undefined for no end of its own. */
export function endOf(term: Term, now: number): string | undefined {
  return term === "none" ? undefined : new Date(now + Number(term) * DAY_MS).toISOString();
}

/** Asks when a key ends. */
export function TermSelect({
  value,
  onChange,
  none,
  label = strings.end,
}: {
  readonly value: Term;
  readonly onChange: (term: Term) => void;
  /** What no end of its own means; without it there has to be one. */
  readonly none?: string | undefined;
  readonly label?: string;
}) {
  const data = [
    ...(none === undefined ? [] : [{ value: "none", label: none }]),
    ...days.map((term) => ({ value: term, label: strings.terms[term] })),
  ];
  return (
    <Select
      label={label}
      data={data}
      value={value}
      onChange={(chosen) => onChange((chosen ?? "none") as Term)}
      allowDeselect={false}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
