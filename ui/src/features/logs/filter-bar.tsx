import { Select } from "@mantine/core";
import { Filters, MomentField, WordField } from "../../components/filter-fields";
import { type LogFilter, portOf } from "./api";
import { strings } from "./strings";

interface Props {
  readonly filter: LogFilter;
  readonly onChange: (change: Partial<Record<keyof LogFilter, string | undefined>>) => void;
  /** Whether stretches of time and single requests can be asked for. */
  readonly isOfPast: boolean;
}

/** What the server is to look for. */
export function FilterBar({ filter, onChange, isOfPast }: Props) {
  return (
    <Filters>
      <Select
        label={strings.port}
        data={Object.entries(strings.ports).map(([value, label]) => ({ value, label }))}
        value={portOf(filter) ?? "any"}
        onChange={(port) => onChange({ port: port === "s3" ? undefined : (port ?? undefined) })}
        allowDeselect={false}
      />
      <WordField
        label={strings.bucket}
        placeholder={strings.bucketHint}
        value={filter.bucket}
        onChange={(bucket) => onChange({ bucket })}
      />
      <WordField
        label={strings.operation}
        placeholder={strings.operationHint}
        value={filter.operation}
        onChange={(operation) => onChange({ operation })}
      />
      <Select
        label={strings.outcome}
        data={[
          { value: "", label: strings.any },
          ...Object.entries(strings.outcomes).map(([value, label]) => ({ value, label })),
        ]}
        value={filter.status ?? ""}
        onChange={(status) => onChange({ status: status ?? "" })}
        allowDeselect={false}
      />
      {isOfPast && (
        <>
          <MomentField label={strings.from} value={filter.from} onChange={(from) => onChange({ from })} />
          <MomentField label={strings.to} value={filter.to} onChange={(to) => onChange({ to })} />
          <WordField
            label={strings.requestId}
            value={filter.requestId}
            onChange={(requestId) => onChange({ requestId })}
          />
        </>
      )}
    </Filters>
  );
}
