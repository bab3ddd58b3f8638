import { Alert, List, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Policy } from "../../../api/types.gen";
import { LockIcon, WarningIcon } from "../../../components/icons";
import { whoAmIQuery } from "../../../lib/whoami";
import { statementsOf } from "./policy";
import { strings } from "./strings";
import { givenToEverybody } from "./words";

interface Props {
  readonly bucket: string;
  readonly before: Policy | null;
  readonly after: Policy | null;
}

/** What a change of the policy opens to everybody, and what it closes. */
export function PolicyChange({ bucket, before, after }: Props) {
  const { data: who } = useQuery(whoAmIQuery);
  const had = givenToEverybody(statementsOf(before), bucket);
  const gets = givenToEverybody(statementsOf(after), bucket);
  const opens = gets.filter((each) => !had.includes(each));
  const closes = had.filter((each) => !gets.includes(each));
  const stays = gets.filter((each) => had.includes(each));
  return (
    <>
      {opens.length > 0 && (
        <Alert color="red" variant="light" icon={<WarningIcon />} title={strings.change.opens}>
          <Lines lines={opens} />
          <Text size="sm" mt={4}>
            {who?.blocksPublicAccess === true ? strings.everywhere.text : strings.change.unrestricted}
          </Text>
        </Alert>
      )}
      {closes.length > 0 && (
        <Alert color="teal" variant="light" icon={<LockIcon />} title={strings.change.closes}>
          <Lines lines={closes} />
        </Alert>
      )}
      {stays.length > 0 && (
        <Alert color="yellow" variant="light" icon={<WarningIcon />} title={strings.change.stillPublic}>
          <Lines lines={stays} />
        </Alert>
      )}
      {opens.length + stays.length === 0 && (
        <Text size="sm" c="dimmed">
          {after === null ? strings.change.removed : strings.change.nothing}
        </Text>
      )}
    </>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <List size="sm">
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  );
}
