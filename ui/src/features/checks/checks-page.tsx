import { Button, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "../../components/confirm";
import { Page } from "../../components/page";
import { QueryView } from "../../components/states";
import { useMay } from "../../lib/whoami";
import { checkQuery, stopCheck } from "./api";
import { CheckSection } from "./check-section";
import { FindingsSection } from "./findings-section";
import { QuarantineSection } from "./quarantine-section";
import { StartDialog } from "./start-dialog";
import { strings } from "./strings";

/** Whether all is there and whole, as far as the last check saw; and what repairs moved out of the way. */
export function ChecksPage() {
  const check = useQuery(checkQuery);
  const mayChange = useMay("admin:PutSettings");
  const client = useQueryClient();
  const [asking, setAsking] = useState<"start" | "stop">();
  const isRunning = check.data?.status === "running";
  const close = () => setAsking(undefined);
  const refresh = () => void client.invalidateQueries({ queryKey: checkQuery.queryKey });
  return (
    <Page
      title={strings.title}
      actions={
        check.data && mayChange ? (
          isRunning ? (
            <Button color="red" variant="light" onClick={() => setAsking("stop")}>
              {strings.stop}
            </Button>
          ) : (
            <Button onClick={() => setAsking("start")}>{strings.start}</Button>
          )
        ) : undefined
      }
    >
      <QueryView query={check} action="admin:GetSettings">
        {(found) => (
          <Stack gap="lg">
            <CheckSection check={found} seenAt={check.dataUpdatedAt} />
            {Object.keys(found.findings).length > 0 && <FindingsSection check={found} />}
            <QuarantineSection mayDelete={mayChange} />
          </Stack>
        )}
      </QueryView>
      {asking === "start" && check.data && (
        <StartDialog usualRate={check.data.usualRate} onDone={refresh} onClose={close} />
      )}
      {asking === "stop" && (
        <Confirm
          title={strings.stopTitle}
          action={strings.stopAction}
          isDestroying
          run={stopCheck}
          onDone={refresh}
          onClose={close}
        >
          <Text size="sm">{strings.stopText}</Text>
        </Confirm>
      )}
    </Page>
  );
}
