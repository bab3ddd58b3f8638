import { ActionIcon, Badge, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { CheckIcon, CrossIcon, EditIcon, PlusIcon, TrashIcon } from "../../../components/icons";
import { EverybodyForm } from "./everybody-form";
import type { Statement } from "./policy";
import { StatementForm } from "./statement-form";
import { strings } from "./strings";
import { statementSentence } from "./words";

interface Props {
  readonly bucket: string;
  readonly statements: readonly Statement[];
  readonly onChange: (statements: Statement[]) => void;
}

/** The statements of a policy in words, one of them open to be edited. */
export function PolicyForm({ bucket, statements, onChange }: Props) {
  const [open, setOpen] = useState<number>();
  const add = (more: readonly Statement[]) => onChange([...statements, ...more]);
  return (
    <Stack gap="sm">
      {statements.length === 0 && (
        <Text size="sm" c="dimmed">
          {strings.policy.none}
        </Text>
      )}
      {statements.map((statement, i) => (
        <StatementCard
          key={i}
          bucket={bucket}
          place={i + 1}
          statement={statement}
          isOpen={open === i}
          onOpen={(isOpen) => setOpen(isOpen ? i : undefined)}
          onChange={(next) => onChange(statements.map((each, j) => (i === j ? next : each)))}
          onRemove={() => {
            setOpen(undefined);
            onChange(statements.filter((_, j) => i !== j));
          }}
        />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<PlusIcon size={16} />}
          onClick={() => {
            setOpen(statements.length);
            add([begun(bucket)]);
          }}
        >
          {strings.policy.add}
        </Button>
      </div>
      <EverybodyForm bucket={bucket} onAdd={add} />
    </Stack>
  );
}

/** What a new statement begins with: it gives nobody anything yet. */
function begun(bucket: string): Statement {
  return {
    effect: "Allow",
    principals: { isEverybody: false, names: [], canonical: [] },
    isNotPrincipals: false,
    actions: ["s3:GetObject"],
    isNotActions: false,
    resources: [`arn:aws:s3:::${bucket}/*`],
    isNotResources: false,
    conditions: [],
  };
}

interface CardProps {
  readonly bucket: string;
  readonly place: number;
  readonly statement: Statement;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChange: (statement: Statement) => void;
  readonly onRemove: () => void;
}

function StatementCard(props: CardProps) {
  const { bucket, place, statement, isOpen, onOpen, onChange, onRemove } = props;
  const isAllow = statement.effect === "Allow";
  return (
    <Paper
      withBorder
      p="sm"
      component="section"
      aria-label={statement.sid ?? strings.policy.statement(place)}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        <Group gap="sm" align="flex-start">
          <Badge
            variant="default"
            tt="none"
            leftSection={
              <Text span c={isAllow ? "teal" : "red"} lh={0}>
                {isAllow ? <CheckIcon size={12} /> : <CrossIcon size={12} />}
              </Text>
            }
          >
            {isAllow ? strings.policy.allow : strings.policy.deny}
          </Badge>
          {statement.sid !== undefined && (
            <Text size="sm" fw={600}>
              {statement.sid}
            </Text>
          )}
        </Group>
        <Group gap={0} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={strings.policy.edit(place)}
            aria-expanded={isOpen}
            onClick={() => onOpen(!isOpen)}
          >
            <EditIcon size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={strings.policy.remove(place)}
            onClick={onRemove}
          >
            <TrashIcon size={16} />
          </ActionIcon>
        </Group>
      </Group>
      <Text mt={4}>{statementSentence(statement, bucket)}</Text>
      {isOpen && (
        <StatementForm
          bucket={bucket}
          statement={statement}
          onChange={onChange}
          onDone={() => onOpen(false)}
        />
      )}
    </Paper>
  );
}
