import { Button, Group, Paper, Select, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { PlusIcon } from "../../../components/icons";
import { forEverybody, levels, type Level } from "./everybody";
import type { Statement } from "./policy";
import { strings } from "./strings";

interface Props {
  readonly bucket: string;
  readonly onAdd: (statements: readonly Statement[]) => void;
}

/** Gives everybody something at a prefix, by statements that are added to the policy. */
export function EverybodyForm({ bucket, onAdd }: Props) {
  const [prefix, setPrefix] = useState("");
  const [level, setLevel] = useState<Level>("read");
  return (
    <Paper withBorder p="sm" component="section">
      <Title order={3} size="h4">
        {strings.everybody.title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {strings.everybody.about}
      </Text>
      <Group align="flex-end" gap="sm">
        <TextInput
          flex="1 1 200px"
          label={strings.everybody.prefix}
          description={strings.everybody.prefixHint}
          placeholder="public/"
          value={prefix}
          onChange={({ currentTarget: { value } }) => setPrefix(value)}
        />
        <Select
          flex="1 1 220px"
          label={strings.everybody.level}
          allowDeselect={false}
          data={levels.map((value) => ({ value, label: strings.everybody.levels[value] }))}
          value={level}
          onChange={(value) => setLevel(levels.find((each) => each === value) ?? level)}
        />
        <Button
          variant="default"
          leftSection={<PlusIcon size={16} />}
          onClick={() => onAdd(forEverybody(bucket, prefix, level))}
        >
          {strings.everybody.add}
        </Button>
      </Group>
    </Paper>
  );
}
