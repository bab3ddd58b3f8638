import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { strings } from "../strings";
import { Delayed } from "./delayed";

/** Rows that are on their way. */
export function Loading({ rows = 6, height = 36 }: { readonly rows?: number; readonly height?: number }) {
  return (
    <div aria-busy="true">
      <Delayed>
        <Stack gap="xs">
          <VisuallyHidden role="status">{strings.loading}</VisuallyHidden>
          {Array.from({ length: rows }, (_, i) => (
            <Skeleton key={i} height={height} />
          ))}
        </Stack>
      </Delayed>
    </div>
  );
}
