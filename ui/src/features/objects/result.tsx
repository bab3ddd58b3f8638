import { Text } from "@mantine/core";
import { KeyText } from "../../components/key-text";
import { s3Address } from "../../lib/keys";
import classes from "./objects.module.css";
import { strings } from "./strings";

/** The address that something will have, with whatever in it would not be seen. */
export function Result({ bucket, objectKey }: { readonly bucket: string; readonly objectKey: string }) {
  return (
    <div className={classes.result}>
      <Text size="sm" c="dimmed">
        {strings.willBe}
      </Text>
      <KeyText value={s3Address(bucket, objectKey)} full />
    </div>
  );
}
