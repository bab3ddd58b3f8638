import { Button, Group } from "@mantine/core";
import { FileIcon, FolderIcon } from "../../components/icons";
import { strings } from "./strings";
import { usePickers } from "./use-pickers";
import { useTransfers } from "./use-transfers";

/** What uploads files or a folder to a place where nothing is yet. */
export function FirstUpload({ bucket, prefix }: { readonly bucket: string; readonly prefix: string }) {
  const transfers = useTransfers();
  const { pickFiles, pickFolder, inputs } = usePickers(
    (files) => void transfers.addFiles(bucket, prefix, files),
    strings.firstInputs,
  );
  return (
    <Group gap="sm" justify="center">
      <Button variant="default" leftSection={<FileIcon size={16} />} onClick={pickFiles}>
        {strings.chooseFiles}
      </Button>
      <Button variant="default" leftSection={<FolderIcon size={16} />} onClick={pickFolder}>
        {strings.chooseFolder}
      </Button>
      {inputs}
    </Group>
  );
}
