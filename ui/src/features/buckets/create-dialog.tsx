import { Alert, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState, type SyntheticEvent } from "react";
import { ActionFailed } from "../../components/states";
import { nameFault } from "../../lib/bucket-name";
import { asProblem } from "../../lib/http/problem";
import { createBucket, keepVersions } from "./api";
import { strings } from "./strings";

/** Makes a bucket, by a name that is judged while it is typed. */
export function CreateDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState("");
  const [hasVersions, setVersions] = useState(false);
  const [wasTried, setTried] = useState(false);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const made = useMutation({
    mutationFn: () => createBucket(name),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["buckets"] }),
  });
  const versioned = useMutation({ mutationFn: () => keepVersions(name) });
  const open = () => navigate({ to: "/buckets/$bucket/objects", params: { bucket: name } });

  const fault = nameFault(name);
  // Who is still typing is not told that it is too short.
  const isTold = fault !== undefined && name !== "" && (fault !== "short" || wasTried);
  const isTaken = made.isError && /^BucketAlready/.test(asProblem(made.error).code);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault !== undefined) {
      return;
    }
    await made.mutateAsync();
    if (hasVersions) {
      await versioned.mutateAsync();
    }
    await open();
  };
  return (
    <Modal opened onClose={onClose} title={strings.create}>
      <form onSubmit={(event) => void submit(event).catch(() => undefined)} noValidate>
        <Stack>
          <TextInput
            data-autofocus
            label={strings.name}
            description={strings.nameHint}
            value={name}
            onChange={({ currentTarget: { value } }) => {
              setName(value.trim());
              made.reset();
            }}
            error={isTold ? strings.faults[fault] : isTaken ? strings.taken : null}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            disabled={made.isSuccess}
          />
          {name.includes(".") && fault === undefined && (
            <Text size="sm" c="dimmed">
              {strings.dots}
            </Text>
          )}
          <Checkbox
            label={strings.versions}
            description={strings.versionsHint}
            checked={hasVersions}
            onChange={({ currentTarget: { checked } }) => setVersions(checked)}
          />
          <Text size="sm" c="dimmed">
            {strings.privacy}
          </Text>
          {made.isError && !isTaken && <ActionFailed error={made.error} />}
          {versioned.isError && (
            <>
              <Alert color="yellow">{strings.versionsFailed(name)}</Alert>
              <ActionFailed error={versioned.error} />
            </>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {strings.cancel}
            </Button>
            {versioned.isError ? (
              <Button
                renderRoot={(props) => (
                  <Link to="/buckets/$bucket/objects" params={{ bucket: name }} {...props} />
                )}
              >
                {strings.open}
              </Button>
            ) : (
              <Button type="submit" loading={made.isPending || versioned.isPending}>
                {strings.create}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
