import { KeyText } from "../../components/key-text";

/** What a request was about. */
export function Place({ bucket, objectKey }: { readonly bucket: string | undefined; readonly objectKey: string | undefined }) {
  if (bucket === undefined || bucket === "") {
    return null;
  }
  return <KeyText value={objectKey === undefined || objectKey === "" ? bucket : `${bucket}/${objectKey}`} />;
}
