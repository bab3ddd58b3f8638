import { Button, Menu } from "@mantine/core";
import { DownIcon, FileIcon, FolderIcon, UploadIcon } from "../../components/icons";
import { strings } from "./strings";
import { usePickers } from "./use-pickers";
import { useTransfers } from "./use-transfers";

/** The button that uploads files or a folder to a place. */
export function UploadMenu({ bucket, prefix }: { readonly bucket: string; readonly prefix: string }) {
  const transfers = useTransfers();
  const { pickFiles, pickFolder, inputs } = usePickers(
    (files) => void transfers.addFiles(bucket, prefix, files),
  );
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button leftSection={<UploadIcon size={16} />} rightSection={<DownIcon size={14} />}>
            {strings.upload}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<FileIcon size={16} />} onClick={pickFiles}>
            {strings.uploadFiles}
          </Menu.Item>
          <Menu.Item leftSection={<FolderIcon size={16} />} onClick={pickFolder}>
            {strings.uploadFolder}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {inputs}
    </>
  );
}
