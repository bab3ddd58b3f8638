import { ActionIcon, Button, Stack, TextInput } from "@mantine/core";
import { CrossIcon, PlusIcon } from "../../components/icons";
import type { Tag } from "./api";
import classes from "./object.module.css";
import { strings } from "./strings";

interface Props {
  readonly pairs: readonly Tag[];
  readonly nameLabel: string;
  readonly valueLabel: string;
  readonly addLabel: string;
  readonly max: number;
  readonly onChange: (pairs: readonly Tag[]) => void;
}

/** Names with values, to be changed, taken away and added to. */
export function PairFields({ pairs, nameLabel, valueLabel, addLabel, max, onChange }: Props) {
  const become = (index: number, next: Partial<Tag>) =>
    onChange(pairs.map((pair, i) => (i === index ? { ...pair, ...next } : pair)));
  return (
    <Stack gap="xs" align="stretch">
      {pairs.map(({ key, value }, i) => (
        <div key={i} className={classes.field}>
          <TextInput
            label={nameLabel}
            spellCheck={false}
            autoComplete="off"
            value={key}
            onChange={(event) => become(i, { key: event.currentTarget.value })}
          />
          <TextInput
            label={valueLabel}
            spellCheck={false}
            autoComplete="off"
            value={value}
            onChange={(event) => become(i, { value: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={strings.remove(key)}
            onClick={() => onChange(pairs.filter((_, j) => j !== i))}
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
          disabled={pairs.length >= max}
          onClick={() => onChange([...pairs, { key: "", value: "" }])}
        >
          {addLabel}
        </Button>
      </div>
    </Stack>
  );
}
