import { Filters, MomentField, WordField } from "../../components/filter-fields";
import type { AuditFilter } from "./api";
import { strings } from "./strings";

/** Which records are wanted. */
export function AuditFilterBar({
  filter,
  onChange,
}: {
  readonly filter: AuditFilter;
  readonly onChange: (change: AuditFilter) => void;
}) {
  return (
    <Filters>
      <WordField
        label={strings.actor}
        placeholder={strings.actorHint}
        value={filter.actor}
        onChange={(actor) => onChange({ actor })}
      />
      <WordField
        label={strings.action}
        placeholder={strings.actionHint}
        value={filter.action}
        onChange={(action) => onChange({ action })}
      />
      <WordField
        label={strings.target}
        placeholder={strings.targetHint}
        value={filter.target}
        onChange={(target) => onChange({ target })}
      />
      <MomentField label={strings.since} value={filter.from} onChange={(from) => onChange({ from })} />
      <MomentField label={strings.until} value={filter.until} onChange={(until) => onChange({ until })} />
    </Filters>
  );
}
