// What pages use of uploads.
export { DropTarget } from "./drop-target";
export { FirstUpload } from "./first-upload";
export { UploadMenu } from "./upload-menu";
export { useTransfers } from "./use-transfers";
