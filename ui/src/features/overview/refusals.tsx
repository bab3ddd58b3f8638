import { Code, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Refusal } from "../../api/types.gen";
import { Ago } from "../../components/ago";
import { KeyText } from "../../components/key-text";
import { PageLink } from "../../components/links";
import { Section } from "../../components/section";
import { QueryView } from "../../components/states";
import { refusalsQuery } from "./api";
import classes from "./overview.module.css";
import { strings } from "./strings";

/** The requests that were refused last. */
export function Refusals() {
  const refusals = useQuery(refusalsQuery);
  return (
    <Section
      title={strings.refusals}
      aside={
        <PageLink to="/logs" search={{ show: "refusals" }} size="sm">
          {strings.allRefusals}
        </PageLink>
      }
    >
      <QueryView query={refusals} action="admin:Explain">
        {({ refusals: found }) =>
          found.length === 0 ? (
            <Text c="dimmed" size="sm">
              {strings.noRefusals}
            </Text>
          ) : (
            <Stack component="ul" gap="sm" className={classes.plain ?? ""}>
              {found.map((refusal) => (
                <RefusalLine key={refusal.requestId} refusal={refusal} />
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Section>
  );
}

function RefusalLine({ refusal }: { refusal: Refusal }) {
  const { requestId, operation, code, bucket, key, accessKeyID, time } = refusal;
  const place = key === "" ? bucket : `${bucket}/${key}`;
  return (
    <li>
      <div className={classes.bucket}>
        <span>
          <PageLink to="/logs/$id" params={{ id: requestId }}>
            {operation}
          </PageLink>{" "}
          <Code>{code}</Code>
        </span>
        <Text span size="sm" c="dimmed" className={classes.when}>
          <Ago time={time} />
        </Text>
      </div>
      <Text component="div" size="sm" c="dimmed" className={classes.line}>
        {accessKeyID === "" ? strings.nobody : <KeyText value={accessKeyID} />}
        {place !== "" && <KeyText value={place} />}
      </Text>
    </li>
  );
}
