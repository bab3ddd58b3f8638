import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { CheckIcon, CrossIcon } from "../../components/icons";
import { Section } from "../../components/section";
import { Tag } from "../../components/tag";
import { QueryView } from "../../components/states";
import { factorQuery } from "./api";
import { DisableDialog, EnrolDialog, RenewDialog } from "./factor-dialogs";
import { strings } from "./strings";

const dialogs = { enrol: EnrolDialog, disable: DisableDialog, renew: RenewDialog } as const;

/** Whether signing in takes a code, and turning that on and off. */
export function SecondFactorSection() {
  const factor = useQuery(factorQuery);
  const client = useQueryClient();
  const [open, setOpen] = useState<keyof typeof dialogs>();
  const Dialog = open && dialogs[open];
  const close = () => {
    setOpen(undefined);
    void client.invalidateQueries({ queryKey: ["own"] });
  };
  return (
    <Section title={strings.factor}>
      <QueryView query={factor} action="admin:SignIn">
        {({ enabled, recoveryCodesLeft }) => (
          <Stack gap="sm">
            <Group gap="xs">
              <Tag tone={enabled ? "good" : "quiet"} icon={enabled ? CheckIcon : CrossIcon}>
                {enabled ? strings.on : strings.off}
              </Tag>
              <Text size="sm">{enabled ? strings.factorOn : strings.factorOff}</Text>
            </Group>
            {enabled ? (
              <Text size="sm">{strings.recoveryLeft(recoveryCodesLeft)}</Text>
            ) : (
              <Text size="sm" c="dimmed">
                {strings.programs}
              </Text>
            )}
            <Group gap="sm">
              {enabled ? (
                <>
                  <Button variant="default" onClick={() => setOpen("renew")}>
                    {strings.newCodes}
                  </Button>
                  <Button variant="default" onClick={() => setOpen("disable")}>
                    {strings.turnOff}
                  </Button>
                </>
              ) : (
                <Button onClick={() => setOpen("enrol")}>{strings.turnOn}</Button>
              )}
            </Group>
          </Stack>
        )}
      </QueryView>
      {Dialog && <Dialog onClose={close} />}
    </Section>
  );
}
