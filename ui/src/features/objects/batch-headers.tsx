import { ActionIcon, Button, NativeSelect, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { CrossIcon, PlusIcon } from "../../components/icons";
import { headerFields, isFieldName, isNamedTwice } from "../object/headers";
import type { Living } from "./actions";
import { changeHeaders, type FieldChange } from "./batch";
import { BatchFrame } from "./batch-frame";
import type { DialogProps } from "./dialogs";
import classes from "./objects.module.css";
import { strings } from "./strings";

const CHANGES_MAX = 20;

const choices: readonly (readonly [FieldChange["field"], string])[] = [
  ...headerFields,
  ["metadata", strings.ownField],
];
const fields = choices.map(([field]) => field);

/** Changes header fields of several objects; those that are not named here stay. */
export function HeadersBatch(props: DialogProps & { readonly rows: Living }) {
  // None at first: an empty value takes a field away, and nobody has said so yet.
  const [changes, setChanges] = useState<readonly FieldChange[]>([]);
  const unused = fields.find((each) => changes.every(({ field }) => field !== each)) ?? "metadata";
  const become = (index: number, next: Partial<FieldChange>) =>
    setChanges(changes.map((change, i) => (i === index ? { ...change, ...next } : change)));
  const own = changes.filter(({ field }) => field === "metadata").map(({ name }) => name);
  const others = changes.map(({ field }) => field).filter((field) => field !== "metadata");
  const isReady =
    changes.length > 0 && own.every(isFieldName) && !isNamedTwice(own) && new Set(others).size === others.length;
  return (
    <BatchFrame
      {...props}
      title={strings.headersTitle}
      isReady={isReady}
      act={(key) => changeHeaders(props.place.bucket, key, changes)}
    >
      <Text size="sm" c="dimmed">
        {strings.headersText}
      </Text>
      {changes.map(({ field, name, value }, i) => (
        <div key={i} className={classes.change}>
          <NativeSelect
            label={strings.field}
            data={choices.map(([each, label]) => ({ value: each, label }))}
            value={field}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              become(i, { field: fields.find((each) => each === chosen) ?? field });
            }}
          />
          {field === "metadata" && (
            <TextInput
              label={strings.fieldName}
              autoComplete="off"
              spellCheck={false}
              value={name}
              onChange={(event) => become(i, { name: event.currentTarget.value })}
            />
          )}
          <TextInput
            className={classes.changeValue}
            label={strings.fieldValue}
            placeholder={strings.fieldValueHint}
            autoComplete="off"
            spellCheck={false}
            value={value}
            onChange={(event) => become(i, { value: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={strings.removeField(new Map(choices).get(field) ?? "")}
            onClick={() => setChanges(changes.filter((_, j) => j !== i))}
          >
            <CrossIcon size={16} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<PlusIcon size={14} />}
          disabled={changes.length >= CHANGES_MAX}
          onClick={() => setChanges([...changes, { field: unused, name: "", value: "" }])}
        >
          {strings.addField}
        </Button>
      </div>
    </BatchFrame>
  );
}
