import { Button, Group, Modal, Progress, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ActionFailed } from "../../components/states";
import type { Living } from "./actions";
import { BATCH_MAX } from "./batch";
import type { DialogProps } from "./dialogs";
import { Failures } from "./failures";
import type { ObjectRow } from "./rows";
import { runAll, type Outcome } from "./run-all";
import { strings } from "./strings";

interface Props extends DialogProps {
  readonly rows: Living;
  readonly title: (count: number) => string;
  /** Whether it is said what is to be done. */
  readonly isReady: boolean;
  readonly act: (key: string) => Promise<unknown>;
  readonly children: ReactNode;
}

/** Does the same to each object that was chosen, says how far it is, and of which it could not be done. */
export function BatchFrame({ rows, title, isReady, act, children, onClose, onDone }: Props) {
  const objects = rows.filter((row): row is ObjectRow => row.kind === "object");
  const [left, setLeft] = useState<readonly ObjectRow[]>(objects);
  const [count, setCount] = useState(0);
  const [stop, setStop] = useState<AbortController>();
  const run = useMutation({
    mutationFn: () => {
      const next = new AbortController();
      setStop(next);
      setCount(0);
      return runAll(left, ({ key }) => act(key), { onProgress: setCount, signal: next.signal });
    },
    onSuccess: (outcome: Outcome<ObjectRow>) => {
      setLeft(outcome.left);
      if (outcome.left.length === 0) {
        onDone({ text: strings.batchDone(objects.length, objects.length) });
      }
    },
  });
  const done = objects.length - left.length;
  const folders = rows.length - objects.length;
  const isTooMany = objects.length > BATCH_MAX;
  const close = () =>
    run.isPending ? undefined : done > 0 ? onDone({ text: strings.batchDone(done, objects.length) }) : onClose();
  const untouched = left.length - (run.data?.failures.length ?? 0);
  return (
    <Modal
      opened
      size="lg"
      title={title(objects.length)}
      onClose={close}
      closeButtonProps={{ "aria-label": strings.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run.mutate();
        }}
      >
        <Stack>
          {children}
          {(folders > 0 || isTooMany) && (
            <Text size="sm" c={isTooMany ? "red" : "dimmed"}>
              {isTooMany ? strings.tooManyObjects(BATCH_MAX) : strings.batchFolders(folders)}
            </Text>
          )}
          {run.isPending && (
            <>
              <Text size="sm" role="status" className="tabular">
                {strings.working(count, left.length)}
              </Text>
              <Progress value={(count / left.length) * 100} aria-label={title(objects.length)} />
            </>
          )}
          {run.data && (
            <Text size="sm" role="status">
              {strings.batchDone(done, objects.length)}
              {untouched > 0 && `. ${strings.batchStopped(untouched)}`}
            </Text>
          )}
          {run.data && run.data.failures.length > 0 && (
            <Failures failures={run.data.failures} />
          )}
          {run.isError && <ActionFailed error={run.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => (run.isPending ? stop?.abort() : close())}>
              {run.isPending ? strings.batchStop : run.data ? strings.close : strings.cancel}
            </Button>
            <Button type="submit" loading={run.isPending} disabled={!isReady || isTooMany}>
              {run.data ? strings.batchRetry : strings.batchDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
