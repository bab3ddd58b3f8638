import { Button, Checkbox, Group, Text } from "@mantine/core";
import { useState } from "react";
import { Ago } from "../../components/ago";
import { Bytes } from "../../components/bytes";
import { KeyText } from "../../components/key-text";
import type { Answer } from "../../transfers/model";
import type { Snapshot } from "../../transfers/store";
import type { Transfers } from "../../transfers/transfers";
import { strings } from "./strings";
import classes from "./transfers.module.css";

const answers: readonly (readonly [Answer, string])[] = [
  ["replace", strings.conflict.replace],
  ["keep-both", strings.conflict.keepBoth],
  ["skip", strings.conflict.skip],
];

/** Asks what to do about the first of what is there already. */
export function ConflictCard({ snapshot, transfers }: { readonly snapshot: Snapshot; readonly transfers: Transfers }) {
  const [isForAll, setForAll] = useState(false);
  const upload = snapshot.uploads.find(({ state }) => state.kind === "conflict");
  if (upload?.state.kind !== "conflict") {
    return null;
  }
  const { there, isSent } = upload.state;
  const answer = (chosen: Answer) => {
    transfers.answer(upload.id, chosen, isForAll);
    setForAll(false);
  };
  return (
    <section className={classes.card} data-attention aria-label={strings.conflict.heading(upload.key)}>
      <KeyText value={`${upload.bucket}/${upload.key}`} full />
      <dl className={classes.facts}>
        {there && (
          <>
            <dt>{strings.conflict.there}</dt>
            <dd>
              <Bytes value={there.size} />, <Ago time={there.lastModified} />
            </dd>
          </>
        )}
        <dt>{strings.conflict.yours}</dt>
        <dd>
          <Bytes value={upload.size} />, <Ago time={upload.modified} />
        </dd>
      </dl>
      {isSent && (
        <Text size="sm" c="dimmed" mb="xs">
          {strings.conflict.sentAgain}
        </Text>
      )}
      <Checkbox
        mb="xs"
        checked={isForAll}
        onChange={({ currentTarget }) => setForAll(currentTarget.checked)}
        label={strings.conflict.forAll(snapshot.counts.conflict - 1)}
      />
      <Group gap="xs">
        {answers.map(([value, label]) => (
          <Button key={value} size="xs" variant={value === "skip" ? "filled" : "default"} onClick={() => answer(value)}>
            {label}
          </Button>
        ))}
      </Group>
    </section>
  );
}
