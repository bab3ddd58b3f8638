import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { ObjectInfo } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { CopyButton } from "../../components/copy-button";
import { EditIcon } from "../../components/icons";
import { KeyText } from "../../components/key-text";
import { formatExactBytes, formatBytes } from "../../lib/format/bytes";
import { s3Address } from "../../lib/keys";
import type { Which } from "./api";
import { headerFields } from "./headers";
import classes from "./object.module.css";
import { strings } from "./strings";

const HeadersDialog = lazy(() => import("./headers-dialog"));

interface Props {
  readonly which: Which;
  readonly info: ObjectInfo;
}

interface FactProps {
  readonly name: string;
  /** What copies it, which stays in its line. */
  readonly copy?: ReactNode;
  readonly children: ReactNode;
}

function Fact({ name, copy, children }: FactProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <span className={classes.value}>{children}</span>
        {copy}
      </dd>
    </>
  );
}

/** All that is kept of the object beside its bytes. */
export default function Details({ which, info }: Props) {
  const [isEditing, setEditing] = useState(false);
  const { facts } = strings;
  const address = s3Address(which.bucket, which.key);
  const metadata = Object.entries(info.metadata);
  return (
    <Stack gap="lg">
      <dl className={classes.details}>
        <Fact name={facts.address} copy={<CopyButton text={address} what={strings.theAddress} />}>
          <KeyText value={address} full />
        </Fact>
        <Fact name={facts.size}>
          {formatBytes(info.size)}
          {info.size >= 1024 && ` (${formatExactBytes(info.size)})`}
        </Fact>
        <Fact name={facts.changed}>
          <Ago time={info.lastModified} />
        </Fact>
        <Fact name={facts.etag} copy={<CopyButton text={info.etag} what={strings.theEtag} />}>
          <KeyText value={info.etag} full />
        </Fact>
        {info.checksum && (
          <Fact
            name={facts.checksum}
            copy={<CopyButton text={info.checksum.value} what={strings.theChecksum} />}
          >
            {info.checksum.algorithm} <KeyText value={info.checksum.value} full />{" "}
            {info.checksum.type === "COMPOSITE" ? strings.ofParts : strings.ofWhole}
          </Fact>
        )}
        {info.versionId !== undefined && (
          <Fact
            name={facts.versionId}
            copy={<CopyButton text={info.versionId} what={strings.theVersion} />}
          >
            <KeyText value={info.versionId} full />
          </Fact>
        )}
        <Fact name={facts.storageClass}>{info.storageClass}</Fact>
        <Fact name={facts.owner}>
          <KeyText value={info.ownerId} full />
        </Fact>
        {info.partCount > 1 && <Fact name={facts.parts}>{info.partCount}</Fact>}
      </dl>
      <section>
        <Group justify="space-between" mb="xs">
          <Title order={2} size="h4">
            {strings.headers}
          </Title>
          {which.versionId === undefined && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<EditIcon size={14} />}
              onClick={() => setEditing(true)}
            >
              {strings.editHeaders}
            </Button>
          )}
        </Group>
        <dl className={classes.details}>
          {headerFields.map(([field, name]) => {
            const value = info[field];
            return (
              value !== undefined && (
                <Fact key={field} name={name}>
                  <KeyText value={value} full />
                </Fact>
              )
            );
          })}
        </dl>
      </section>
      <section>
        <Title order={2} size="h4" mb="xs">
          {strings.metadata}
        </Title>
        {metadata.length === 0 ? (
          <Text c="dimmed" size="sm">
            {strings.noMetadata}
          </Text>
        ) : (
          <dl className={classes.details}>
            {metadata.map(([name, value]) => (
              <Fact key={name} name={name}>
                <KeyText value={value} full />
              </Fact>
            ))}
          </dl>
        )}
      </section>
      {isEditing && (
        <Suspense>
          <HeadersDialog which={which} info={info} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </Stack>
  );
}
