import { Alert, Code, Group, NavLink, Paper, Select, Stack, Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Endpoint } from "../../api/types.gen";
import { CopyButton } from "../../components/copy-button";
import { Page } from "../../components/page";
import { QueryView } from "../../components/states";
import { useSession } from "../../lib/use-session";
import { bucketNamesQuery } from "../buckets/api";
import { endpointQuery, regionQuery } from "./api";
import { clients, type Client, type Part } from "./clients";
import classes from "./connect.module.css";
import { fill, isEndpoint, type Place } from "./fill";
import { PlaceForm } from "./place-form";
import { strings } from "./strings";

const BUCKETS_OFFERED = 200;

/** How programs get to this store: what each of them needs, written out. */
export function ConnectPage() {
  const endpoint = useQuery(endpointQuery);
  return (
    <Page title={strings.title}>
      <Text c="dimmed" mt={-12}>
        {strings.about}
      </Text>
      <QueryView query={endpoint} action="admin:SignIn">
        {(found) => <Connect served={found} />}
      </QueryView>
    </Page>
  );
}

function Connect({ served }: { served: Endpoint }) {
  const search = useSearch({ from: "/shell/connect" });
  const state = useSession();
  // Not in the address: it is a secret.
  const [secretKey, setSecretKey] = useState("");
  const buckets = useQuery(bucketNamesQuery("", BUCKETS_OFFERED));
  const bucket = search.bucket ?? buckets.data?.[0] ?? "";
  const isKnown = buckets.data?.includes(bucket) ?? false;
  const region = useQuery({ ...regionQuery(bucket), enabled: isKnown });
  const session = state.kind === "in" ? state.session : state.kind === "over" ? state.last : null;
  const typed = search.endpoint ?? served.url;
  const place: Place = {
    endpoint: isEndpoint(typed) ? typed : served.url,
    region: (isKnown ? region.data : undefined) ?? served.region,
    accessKey: search.key ?? session?.accessKey ?? "",
    secretKey,
    bucket,
  };
  const client = clients.find(({ id }) => id === search.client) ?? clients[0];
  return (
    <Stack gap="lg">
      <PlaceForm
        typedEndpoint={typed}
        place={place}
        buckets={buckets.data ?? []}
        onSecret={setSecretKey}
      />
      <div className={classes.columns}>
        <ClientChoice chosen={client} />
        {client && <ClientTexts client={client} place={place} />}
      </div>
    </Stack>
  );
}

function ClientChoice({ chosen }: { chosen: Client | undefined }) {
  const navigate = useNavigate({ from: "/connect" });
  const isNarrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  if (isNarrow) {
    return (
      <Select
        label={strings.clients}
        allowDeselect={false}
        data={clients.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen?.id ?? null}
        onChange={(client) =>
          void navigate({
            search: (before) => ({ ...before, ...(client === null ? {} : { client }) }),
            replace: true,
          })
        }
      />
    );
  }
  return (
    <nav aria-label={strings.clients}>
      {clients.map(({ id, name }) => (
        <NavLink
          key={id}
          label={name}
          active={id === chosen?.id}
          aria-current={id === chosen?.id ? "true" : undefined}
          renderRoot={(props) => (
            <Link
              from="/connect"
              to="."
              search={(before) => ({ ...before, client: id })}
              replace
              resetScroll={false}
              {...props}
            />
          )}
        />
      ))}
    </nav>
  );
}

function ClientTexts({ client, place }: { client: Client; place: Place }) {
  const shown = {
    ...place,
    secretKey: place.secretKey === "" ? strings.secretUnset : place.secretKey,
    bucket: place.bucket === "" ? strings.bucketUnset : place.bucket,
  };
  return (
    <Stack gap="md" className={classes.texts ?? ""}>
      <div>
        <Title order={2} size="h4">
          {client.name}
        </Title>
        <Text size="sm" c="dimmed">
          {client.about}
        </Text>
      </div>
      {client.parts.map((part) => (
        <PartText key={part.file ?? part.kind} client={client} part={part} place={shown} />
      ))}
      <Alert variant="light" color="gray">
        <Group gap="xs" wrap="nowrap">
          <Text size="sm">
            {strings.hello} <Code>{strings.helloCommand}</Code>
          </Text>
          <CopyButton text={strings.helloCommand} what={strings.helloCommand} />
        </Group>
      </Alert>
    </Stack>
  );
}

function PartText({ client, part, place }: { client: Client; part: Part; place: Place }) {
  const text = fill(part.template, part.kind, place);
  const name = part.file ?? strings.commands;
  return (
    <Paper withBorder component="section" aria-label={name}>
      <Group justify="space-between" px="sm" py={4} className={classes.head ?? ""}>
        {part.file === undefined ? <Text size="sm">{name}</Text> : <Code>{name}</Code>}
        <CopyButton text={text} what={strings.text(client.name, name)} />
      </Group>
      <pre className={classes.text} tabIndex={0} aria-label={name}>
        {text}
      </pre>
    </Paper>
  );
}
