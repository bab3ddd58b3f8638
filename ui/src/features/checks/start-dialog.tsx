import { Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Confirm } from "../../components/confirm";
import { isTaken, NumberField, numberOf, type Typed } from "../../components/number-field";
import { startCheck } from "./api";
import { rateText } from "./rates";
import { strings } from "./strings";

const MIB = 1024 ** 2;
/** More a second than any disk has; so that what is sent is a number that the server takes. */
const RATE_MAX_MIB = 1_000_000;

interface Props {
  readonly usualRate: number;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks how a check is to be, and begins it. */
export function StartDialog({ usualRate, onDone, onClose }: Props) {
  const [depth, setDepth] = useState("quick");
  const [rate, setRate] = useState<Typed>("");
  const mib = numberOf(rate);
  return (
    <Confirm
      title={strings.startTitle}
      action={strings.startAction}
      isReady={isTaken(rate, true)}
      run={() =>
        startCheck({
          deep: depth === "deep",
          ...(mib === undefined ? {} : { rate: Math.round(mib * MIB) }),
        })
      }
      onDone={onDone}
      onClose={onClose}
    >
      <Text size="sm">{strings.startText}</Text>
      <Radio.Group label={strings.kindOf} value={depth} onChange={(chosen) => setDepth(chosen)}>
        <Stack gap="xs" mt={4}>
          <Radio value="quick" label={strings.quick} data-autofocus />
          <Radio value="deep" label={strings.deep} />
        </Stack>
      </Radio.Group>
      <NumberField
        label={strings.rateField}
        description={strings.rateHint(rateText(usualRate))}
        value={rate}
        onChange={setRate}
        isOptional
        max={RATE_MAX_MIB}
        decimalScale={2}
      />
    </Confirm>
  );
}
