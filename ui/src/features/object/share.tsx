import { Alert, Button, Chip, Code, Group, NumberInput, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { Link, ObjectInfo } from "../../api/types.gen";
import { CopyButton } from "../../components/copy-button";
import { WarningIcon } from "../../components/icons";
import { ActionFailed } from "../../components/states";
import { formatLocal } from "../../lib/format/time";
import { useSession } from "../../lib/use-session";
import { makeLink, type Which } from "./api";
import { curlLine, isOfThisMachine, isTakenApart } from "./links";
import classes from "./object.module.css";
import { strings } from "./strings";

const Qr = lazy(async () => ({ default: (await import("../../components/qr-code")).QrCode }));

const CHOICES = [900, 3_600, 86_400, 604_800] as const;
const HOUR_SECONDS = 3_600;
const HOURS_MAX = 168;
const CUSTOM = "custom";

/** Makes links that end by themselves, and says what each of them can do. */
export default function Share({ which }: { readonly which: Which; readonly info: ObjectInfo }) {
  const [choice, setChoice] = useState("86400");
  const [hours, setHours] = useState(48);
  const seconds = choice === CUSTOM ? hours * HOUR_SECONDS : Number(choice);
  const link = useMutation({ mutationFn: () => makeLink(which, seconds) });
  return (
    <Stack maw={720}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          link.mutate();
        }}
      >
        <Stack gap="sm">
          <Text fw={600} size="sm" id="expiry">
            {strings.expiry}
          </Text>
          <Chip.Group value={choice} onChange={setChoice}>
            <Group gap="xs" role="radiogroup" aria-labelledby="expiry">
              {CHOICES.map((each) => (
                <Chip key={each} value={String(each)}>
                  {strings.expiries[each]}
                </Chip>
              ))}
              <Chip value={CUSTOM}>{strings.custom}</Chip>
            </Group>
          </Chip.Group>
          {choice === CUSTOM && (
            <NumberInput
              label={strings.customHours}
              description={strings.customHint}
              min={1}
              max={HOURS_MAX}
              clampBehavior="strict"
              allowDecimal={false}
              maw={220}
              value={hours}
              onChange={(next) => setHours(Number(next))}
            />
          )}
          <Text size="sm" c="dimmed">
            {strings.anyone}
          </Text>
          <Group>
            <Button type="submit" loading={link.isPending} disabled={seconds <= 0}>
              {strings.makeLink}
            </Button>
          </Group>
        </Stack>
      </form>
      {link.isError && <ActionFailed error={link.error} />}
      {link.data && <Made link={link.data} objectKey={which.key} />}
    </Stack>
  );
}

function Made({ link, objectKey }: { readonly link: Link; readonly objectKey: string }) {
  const [hasQr, setQr] = useState(false);
  const state = useSession();
  const { host, hostname } = new URL(link.url);
  const command = curlLine(link.url, objectKey);
  return (
    <Stack gap="sm" role="region" aria-label={strings.link}>
      <div className={classes.link}>{link.url}</div>
      <Group gap="sm">
        <CopyButton text={link.url} what={strings.theLink} labelled />
        <Button variant="default" onClick={() => setQr(!hasQr)} aria-expanded={hasQr}>
          {hasQr ? strings.qrHide : strings.qrShow}
        </Button>
      </Group>
      <Text size="sm">
        {strings.worksUntil} <time dateTime={link.expiresAt}>{formatLocal(new Date(link.expiresAt))}</time>. {strings.host} <Code>{host}</Code>.
      </Text>
      {isOfThisMachine(hostname) ? (
        <Alert color="yellow" variant="light" icon={<WarningIcon />}>
          {strings.localOnly}
        </Alert>
      ) : (
        hostname !== window.location.hostname && (
          <Text size="sm" c="dimmed">
            {strings.otherHost}
          </Text>
        )
      )}
      {isTakenApart(link.url) && (
        <Alert color="yellow" variant="light" icon={<WarningIcon />}>
          {strings.takenApart}
        </Alert>
      )}
      {hasQr && (
        <Suspense>
          <Qr text={link.url} label={strings.qr} size={240} />
        </Suspense>
      )}
      <Text size="sm" fw={600}>
        {strings.curl}
      </Text>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <div className={classes.link}>{command}</div>
        <CopyButton text={command} what={strings.theCommand} />
      </Group>
      {(state.kind === "in" || state.kind === "over") && (
        <Text size="sm" c="dimmed">
          {strings.signedBy(state.kind === "in" ? state.session.accessKey : state.last.accessKey)}
        </Text>
      )}
    </Stack>
  );
}
