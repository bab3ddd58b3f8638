import type { Standing, Standings, Value } from "./api";
import type { Field } from "./fields";
import { standingFields } from "./standing-fields";
import { strings } from "./strings";

/** A value that is not what the environment says. */
export interface Changed {
  readonly setting: Standings;
  readonly field: Field;
  readonly env: Value | undefined;
  readonly effective: Value | undefined;
}

/** Whether what holds of a setting is not what the environment says. */
export function isChanged({ env, effective }: Standing, { name }: Field): boolean {
  return JSON.stringify(env[name]) !== JSON.stringify(effective[name]);
}

/** All values that are not what the environment says. */
export function changedOf(standings: Readonly<Record<Standings, Standing>>): Changed[] {
  return (Object.keys(standingFields) as Standings[]).flatMap((setting) =>
    standingFields[setting]
      .filter((field) => isChanged(standings[setting], field))
      .map((field) => ({
        setting,
        field,
        env: standings[setting].env[field.name],
        effective: standings[setting].effective[field.name],
      })),
  );
}

/** What holds, as a file of the environment for another start; there is no secret among it. */
export function envText(standings: Readonly<Record<Standings, Standing>>): string {
  const lines = (Object.keys(standingFields) as Standings[]).flatMap((setting) =>
    standingFields[setting].map((field) => {
      const { env, effective } = standings[setting];
      const note = isChanged(standings[setting], field) ? `# ${strings.inPlaceOf} ${valueOf(env[field.name])}\n` : "";
      return `${note}${field.env}=${valueOf(effective[field.name])}\n`;
    }),
  );
  return lines.join("");
}

function valueOf(value: Value | undefined): string {
  return value === undefined ? "" : String(value);
}
