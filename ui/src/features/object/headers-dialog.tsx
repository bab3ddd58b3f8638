import { Alert, Button, Group, Modal, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ObjectInfo } from "../../api/types.gen";
import { WarningIcon } from "../../components/icons";
import { ActionFailed } from "../../components/states";
import { asProblem } from "../../lib/http/problem";
import { saveHeaders, type Which } from "./api";
import { headerFields, headersOf, isFieldName, isNamedTwice } from "./headers";
import { PairFields } from "./pair-fields";
import { strings } from "./strings";

const METADATA_MAX = 50;

/** Changes what is said of an object, of which S3 makes a new one with the same bytes. */
export default function HeadersDialog({
  which,
  info,
  onClose,
}: {
  readonly which: Which;
  readonly info: ObjectInfo;
  readonly onClose: () => void;
}) {
  const client = useQueryClient();
  const [said, setSaid] = useState(headersOf(info));
  const save = useMutation({
    mutationFn: () => saveHeaders(which, info, said),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["object", which.bucket, which.key] });
      onClose();
    },
  });
  const isOther = save.isError && asProblem(save.error).status === 412;
  const names = said.metadata.map(({ key }) => key);
  const isTwice = isNamedTwice(names);
  return (
    <Modal
      opened
      size="lg"
      title={strings.headersTitle}
      onClose={onClose}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {strings.headersMakeVersion}
          </Text>
          {headerFields.map(([name, label]) => (
            <TextInput
              key={name}
              label={label}
              spellCheck={false}
              autoComplete="off"
              value={said[name]}
              onChange={(event) => setSaid({ ...said, [name]: event.currentTarget.value })}
            />
          ))}
          <Title order={3} size="h4">
            {strings.metadata}
          </Title>
          <PairFields
            pairs={said.metadata}
            nameLabel={strings.metadataName}
            valueLabel={strings.metadataValue}
            addLabel={strings.addField}
            max={METADATA_MAX}
            onChange={(metadata) => setSaid({ ...said, metadata })}
          />
          {isTwice && (
            <Text size="sm" c="red" role="alert">
              {strings.fieldTwice}
            </Text>
          )}
          {isOther ? (
            <Alert color="red" variant="light" icon={<WarningIcon />} role="alert">
              {strings.changedMeanwhile}
            </Alert>
          ) : (
            save.isError && <ActionFailed error={save.error} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {strings.cancel}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={isTwice || !names.every(isFieldName)}>
              {strings.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
