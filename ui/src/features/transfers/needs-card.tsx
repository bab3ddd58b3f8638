import { Button, Group, Text } from "@mantine/core";
import type { Snapshot } from "../../transfers/store";
import type { Transfers } from "../../transfers/transfers";
import { strings } from "./strings";
import classes from "./transfers.module.css";
import { usePickers } from "./use-pickers";

const { needs } = strings;

/** After a reload: asks for the files that uploads go on with. */
export function NeedsCard({ snapshot, transfers }: { readonly snapshot: Snapshot; readonly transfers: Transfers }) {
  const { pickFiles, pickFolder, inputs } = usePickers((files) => void transfers.giveFiles(files), needs.inputs);
  const waiting = snapshot.uploads.filter(({ state }) => state.kind === "needs-file");
  if (waiting.length === 0) {
    return null;
  }
  const canAllow = waiting.some(({ state }) => state.kind === "needs-file" && state.why === "permission");
  const isAllAllowed = waiting.every(({ state }) => state.kind === "needs-file" && state.why === "permission");
  const hasFolders = waiting.some(({ path }) => path.includes("/"));
  const hasFiles = waiting.some(({ path }) => !path.includes("/"));
  return (
    <section className={classes.card} data-attention aria-label={strings.title.needsFile(waiting.length)}>
      <Text size="sm" mb="xs">
        {needs.text}
      </Text>
      <Group gap="xs">
        {canAllow && (
          <Button size="xs" onClick={() => void transfers.askAgain()}>
            {needs.allow}
          </Button>
        )}
        {!isAllAllowed && hasFiles && (
          <Button size="xs" variant={canAllow ? "default" : "filled"} onClick={pickFiles}>
            {needs.chooseFiles}
          </Button>
        )}
        {!isAllAllowed && hasFolders && (
          <Button size="xs" variant={canAllow || hasFiles ? "default" : "filled"} onClick={pickFolder}>
            {needs.chooseFolder}
          </Button>
        )}
      </Group>
      {inputs}
    </section>
  );
}
