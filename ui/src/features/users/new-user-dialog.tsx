import { Radio, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { IssuedKey } from "../../api/types.gen";
import { Confirm } from "../../components/confirm";
import { IssuedKeyDialog } from "../keys/issued-key";
import { endOf, type Term, TermSelect } from "../keys/term";
import { strings as keyStrings } from "../keys/strings";
import { createUser, refreshUsers } from "./api";
import { BucketsInput } from "./buckets-input";
import { isOfBuckets, type Preset, presets, rulesOf } from "./rules";
import { strings } from "./strings";

/** Makes a user with its first key: a name, and what it may, in one of the usual ways. */
export function NewUserDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [preset, setPreset] = useState<Preset>("read");
  const [buckets, setBuckets] = useState<readonly string[]>([]);
  const [term, setTerm] = useState<Term>("none");
  const [issued, setIssued] = useState<IssuedKey>();
  const create = async () => {
    const expiresAt = endOf(term, Date.now());
    const made = await createUser({
      acl: rulesOf(preset, buckets),
      ...(name.trim() === "" ? {} : { name: name.trim() }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    });
    setIssued(made);
    void refreshUsers(client);
  };
  if (issued) {
    const done = () => {
      onClose();
      void navigate({ to: "/users/$id", params: { id: issued.userId } });
    };
    return <IssuedKeyDialog issued={issued} onClose={done} />;
  }
  return (
    <Confirm
      title={strings.newUser}
      action={strings.create}
      isReady={!isOfBuckets(preset) || buckets.length > 0}
      staysOpen
      size="lg"
      onClose={onClose}
      run={create}
    >
      <TextInput
        label={strings.name}
        description={strings.nameHint}
        autoComplete="off"
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Radio.Group label={strings.whatMay} value={preset} onChange={(chosen) => setPreset(chosen)}>
        <Stack gap="xs" mt="xs">
          {presets.map((value) => (
            <Radio
              key={value}
              value={value}
              label={strings.presets[value][0]}
              description={strings.presets[value][1]}
            />
          ))}
        </Stack>
      </Radio.Group>
      {isOfBuckets(preset) && (
        <BucketsInput
          label={strings.inBuckets}
          description={strings.inBucketsHint}
          value={buckets}
          onChange={setBuckets}
        />
      )}
      <TermSelect label={strings.keyEnds} value={term} onChange={setTerm} none={keyStrings.terms.never} />
    </Confirm>
  );
}
