import { TagsInput, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { bucketNamesQuery } from "../buckets/api";
import { strings } from "./strings";

const hints: Readonly<Record<string, string>> = strings.offered;

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly value: readonly string[];
  readonly onChange: (buckets: readonly string[]) => void;
}

/** Names of buckets and patterns, with those that there are offered. */
export function BucketsInput({ label, description, value, onChange }: Props) {
  const [typed, setTyped] = useState("");
  // Once something was chosen it is out of the way: what stands below would be covered by it.
  const [isOpen, setOpen] = useState(false);
  const [prefix] = useDebouncedValue(typed.trim(), 200);
  const names = useQuery(bucketNamesQuery(prefix));
  return (
    <TagsInput
      label={label}
      {...(description === undefined ? {} : { description })}
      data={[...(names.data ?? []), ...Object.keys(hints)]}
      renderOption={({ option: { value: name } }) => <Offered name={name} />}
      value={[...value]}
      onChange={(next) => {
        setOpen(false);
        onChange(next);
      }}
      dropdownOpened={isOpen}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      searchValue={typed}
      onSearchChange={setTyped}
      splitChars={[",", " "]}
      acceptValueOnBlur
      comboboxProps={{ withinPortal: true }}
      maxDropdownHeight={240}
    />
  );
}

function Offered({ name }: { readonly name: string }) {
  const hint = hints[name];
  return (
    <span>
      {name}
      {hint !== undefined && (
        <Text span inherit c="dimmed">
          {` ${hint}`}
        </Text>
      )}
    </span>
  );
}
