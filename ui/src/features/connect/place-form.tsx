import { Alert, Autocomplete, Button, Group, Paper, PasswordInput, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CopyButton } from "../../components/copy-button";
import { KeyIcon } from "../../components/icons";
import { ActionFailed } from "../../components/states";
import { ownKeys, ownKeysQuery } from "../keys/api";
import { isEndpoint, isLocal, type Place } from "./fill";
import { strings } from "./strings";

interface Props {
  /** As it was typed, which may be no address yet. */
  readonly typedEndpoint: string;
  readonly place: Place;
  readonly buckets: readonly string[];
  readonly onSecret: (secret: string) => void;
}

/** What the texts are written for: address, bucket, and key. All but the secret is in the address. */
export function PlaceForm({ typedEndpoint, place, buckets, onSecret }: Props) {
  const navigate = useNavigate({ from: "/connect" });
  const keys = useQuery(ownKeysQuery);
  const change = (next: { endpoint?: string; bucket?: string; key?: string }) =>
    void navigate({
      search: (before) => ({ ...before, ...next }),
      replace: true,
      resetScroll: false,
    });
  const usable = (keys.data?.keys ?? []).filter(({ enabled }) => enabled);
  return (
    <Paper
      withBorder
      p="md"
      component="form"
      aria-label={strings.title}
      onSubmit={(event) => event.preventDefault()}
    >
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput
            label={strings.endpoint}
            value={typedEndpoint}
            error={isEndpoint(typedEndpoint) ? null : strings.endpointFault}
            spellCheck={false}
            onChange={({ currentTarget: { value } }) => change({ endpoint: value.trim() })}
          />
          <Autocomplete
            label={strings.bucket}
            placeholder={strings.bucketHint}
            data={[...buckets]}
            limit={20}
            value={place.bucket}
            onChange={(bucket) => change({ bucket })}
          />
          <Autocomplete
            label={strings.key}
            data={usable.map(({ accessKeyID }) => accessKeyID)}
            value={place.accessKey}
            onChange={(key) => change({ key })}
          />
          <PasswordInput
            label={strings.secret}
            placeholder={strings.secretUnset}
            value={place.secretKey}
            autoComplete="off"
            onChange={({ currentTarget: { value } }) => onSecret(value)}
          />
        </SimpleGrid>
        {isLocal(typedEndpoint) && (
          <Text size="sm" c="dimmed">
            {strings.endpointLocal}
          </Text>
        )}
        <NewKey
          onMade={(key, secret) => {
            change({ key });
            onSecret(secret);
          }}
        />
      </Stack>
    </Paper>
  );
}

function NewKey({ onMade }: { onMade: (key: string, secret: string) => void }) {
  const queries = useQueryClient();
  const made = useMutation({
    mutationFn: () => ownKeys.create({}),
    // What it brings is a secret, which goes with the page.
    gcTime: 0,
    onSuccess: ({ accessKeyID, secretAccessKey }) => {
      onMade(accessKeyID, secretAccessKey);
      void queries.invalidateQueries({ queryKey: ["own", "keys"] });
    },
  });
  return (
    <>
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<KeyIcon size={16} />}
          loading={made.isPending}
          onClick={() => made.mutate()}
        >
          {strings.make}
        </Button>
        <Text size="sm" c="dimmed" flex="1 1 240px">
          {strings.makeHint} {strings.secretHint}.
        </Text>
      </Group>
      {made.isError && <ActionFailed error={made.error} />}
      {made.data && (
        <Alert color="teal" variant="light" role="status">
          <Group gap="xs">
            <Text size="sm">{strings.made(made.data.accessKeyID)}</Text>
            <CopyButton text={made.data.secretAccessKey} what={strings.theSecret} labelled />
          </Group>
        </Alert>
      )}
    </>
  );
}
