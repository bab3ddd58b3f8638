import { Radio, Stack, Text } from "@mantine/core";
import { asProblem } from "../../lib/http/problem";
import type { Row } from "./rows";
import { strings } from "./strings";
import type { Counting, VersionCounting } from "./use-counts";

/** In the way of a bucket without versions, so that it can come back, or for good. */
export type Mode = "plain" | "hide" | "erase";

/** How much goes: of folders as it is counted, and of versions where they go, too. */
export function Extent({
  rows,
  counting,
  versions,
  hasFolders,
}: {
  readonly rows: readonly Row[];
  readonly counting: Counting;
  readonly versions: VersionCounting | undefined;
  readonly hasFolders: boolean;
}) {
  const own = rows.filter((row) => row.kind !== "folder");
  const bytes = own.reduce((sum, { size = 0 }) => sum + size, counting.bytes);
  return (
    <>
      <Text fw={600} role="status" className="tabular">
        {hasFolders && !counting.isDone && `${strings.counting}: `}
        {strings.counted(own.length + counting.objects, bytes, counting.isCut)}
      </Text>
      {versions && (
        <Text size="sm" role="status" className="tabular">
          {!versions.isDone && `${strings.counting}: `}
          {versions.error === undefined &&
            strings.countedVersions(versions.versions, versions.deleteMarkers, versions.bytes, versions.isCut)}
        </Text>
      )}
      {[counting.error, versions?.error].map(
        (error, i) =>
          error !== undefined && (
            <Text key={i} size="sm" c="red">
              {asProblem(error).message}
            </Text>
          ),
      )}
    </>
  );
}

/** What becomes of it, and the choice where there is one. */
export function Fate({
  mode,
  isChoice,
  isSuspended,
  isKnown,
  onChange,
}: {
  readonly mode: Mode;
  readonly isChoice: boolean;
  readonly isSuspended: boolean;
  readonly isKnown: boolean;
  readonly onChange: (mode: "hide" | "erase") => void;
}) {
  if (!isChoice) {
    return (
      <Text size="sm">
        {mode === "erase" ? strings.eraseText : isKnown ? strings.goneText : strings.unknownText}
      </Text>
    );
  }
  return (
    <Radio.Group
      aria-label={strings.actions.delete}
      value={mode}
      onChange={(value) => onChange(value === "erase" ? "erase" : "hide")}
    >
      <Stack gap="xs">
        <Radio
          value="hide"
          label={strings.hide}
          description={isSuspended ? strings.hideSuspended : strings.hideText}
        />
        <Radio value="erase" label={strings.erase} description={strings.eraseText} />
      </Stack>
    </Radio.Group>
  );
}
