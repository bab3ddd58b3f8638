import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, lazy, Suspense } from "react";
import { Ago } from "../../components/ago";
import { Bytes } from "../../components/bytes";
import { DownloadIcon } from "../../components/icons";
import { KeyText } from "../../components/key-text";
import { Loading, QueryView } from "../../components/states";
import { infoQuery } from "../object/api";
import { downloadHref } from "./api";
import classes from "./objects.module.css";
import type { Row } from "./rows";
import { strings } from "./strings";
import { useCounts } from "./use-counts";

const Preview = lazy(() => import("../object/preview"));

interface Props {
  readonly bucket: string;
  readonly row: Row;
  readonly onOpen: () => void;
  /** Goes so many rows down; up where it is less than nothing. */
  readonly onStep: (rows: number) => void;
  readonly onClose: () => void;
}

const OPERATED = "button, a, input, select, textarea, video, audio, iframe";

/** A look into what a row stands for, without leaving the list. */
export default function QuickLook({ bucket, row, onOpen, onStep, onClose }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    const at = event.target as Element;
    const acts: Partial<Record<string, () => void>> = {
      " ": onClose,
      ArrowDown: () => onStep(1),
      ArrowUp: () => onStep(-1),
    };
    const act = acts[event.key];
    // A text that has the focus is scrolled by arrows, and what is operated by keys has its own.
    const isTaken = at.closest(OPERATED) !== null || (event.key !== " " && at !== event.currentTarget);
    if (act && !isTaken) {
      event.preventDefault();
      act();
    }
  };
  return (
    <Modal
      opened
      size="xl"
      title={<KeyText value={row.name === "" ? strings.ownObject : row.name} full />}
      onClose={onClose}
      closeButtonProps={{ "aria-label": strings.close }}
      transitionProps={{ duration: 0 }}
    >
      <div
        className={classes.look}
        role="group"
        aria-label={strings.look(row.name)}
        data-autofocus
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <Stack gap="sm">
          {row.kind === "folder" ? (
            <OfFolder bucket={bucket} prefix={row.key} />
          ) : (
            <OfObject bucket={bucket} objectKey={row.key} />
          )}
          <Group justify="space-between">
            <Text size="xs" c="dimmed">
              {strings.lookKeys}
            </Text>
            <Group gap="xs">
              {row.kind === "object" && (
                <Button
                  variant="default"
                  component="a"
                  href={downloadHref(bucket, row.key)}
                  download
                  leftSection={<DownloadIcon size={16} />}
                >
                  {strings.actions.download}
                </Button>
              )}
              <Button onClick={onOpen}>{strings.actions.open}</Button>
            </Group>
          </Group>
        </Stack>
      </div>
    </Modal>
  );
}

function OfFolder({ bucket, prefix }: { readonly bucket: string; readonly prefix: string }) {
  const counting = useCounts(bucket, [prefix]);
  return (
    <Text role="status" className="tabular">
      {counting.isDone ? strings.inFolder : `${strings.counting}:`}{" "}
      {strings.counted(counting.objects, counting.bytes, counting.isCut)}
    </Text>
  );
}

function OfObject({ bucket, objectKey }: { readonly bucket: string; readonly objectKey: string }) {
  const which = { bucket, key: objectKey, versionId: undefined };
  const info = useQuery(infoQuery(which));
  return (
    <QueryView query={info} action="s3:GetObject">
      {(found) => (
        <>
          <Group gap="md" className={classes.dim}>
            <Bytes value={found.size} />
            <span>{found.contentType}</span>
            <Ago time={found.lastModified} />
          </Group>
          <Suspense fallback={<Loading />}>
            <Preview which={which} info={found} />
          </Suspense>
        </>
      )}
    </QueryView>
  );
}
