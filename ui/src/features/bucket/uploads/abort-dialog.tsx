import { List, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { Upload } from "../../../api/types.gen";
import { Confirm } from "../../../components/confirm";
import { KeyText } from "../../../components/key-text";
import { abortUploads, type Aborted } from "./api";
import { strings } from "./strings";

const SHOWN = 5;

interface Props {
  readonly bucket: string;
  readonly uploads: readonly Upload[];
  readonly onDone: (aborted: Aborted) => void;
  readonly onClose: () => void;
}

/** Asks before uploads are aborted, and aborts them. */
export function AbortDialog({ bucket, uploads, onDone, onClose }: Props) {
  const queries = useQueryClient();
  const abort = async () => {
    try {
      onDone(await abortUploads(bucket, uploads));
    } finally {
      void queries.invalidateQueries({ queryKey: ["bucket", bucket] });
    }
  };
  return (
    <Confirm
      title={strings.abortTitle(uploads.length)}
      action={strings.abort}
      isDestroying
      run={abort}
      onClose={onClose}
    >
      <List size="sm">
        {uploads.slice(0, SHOWN).map(({ key, uploadId }) => (
          <List.Item key={uploadId}>
            <KeyText value={key} full />
          </List.Item>
        ))}
        {uploads.length > SHOWN && <List.Item>…</List.Item>}
      </List>
      <Text size="sm">{strings.abortText}</Text>
    </Confirm>
  );
}
