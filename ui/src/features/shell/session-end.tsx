import { Alert } from "@mantine/core";
import { Ago } from "../../components/ago";
import { ClockIcon } from "../../components/icons";
import { useNow } from "../../lib/use-now";
import { strings } from "./strings";

const WARN_BEFORE_MS = 10 * 60_000;

/** Says in time that a session ends, whatever is done in it. */
export function SessionEnd({ endsAt }: { readonly endsAt: string | undefined }) {
  const now = useNow();
  const left = endsAt === undefined ? Infinity : Date.parse(endsAt) - now.getTime();
  if (endsAt === undefined || left > WARN_BEFORE_MS || left <= 0) {
    return null;
  }
  return (
    <Alert color="yellow" variant="light" icon={<ClockIcon />} role="status" mb="md">
      {strings.sessionEnds} <Ago time={endsAt} />. {strings.sessionEndsLong}
    </Alert>
  );
}
