import { List, Paper, Text, Title } from "@mantine/core";
import { ButtonLink } from "../../components/links";
import { strings } from "./strings";

const steps = [
  [strings.first.bucket, strings.first.bucketText],
  [strings.first.upload, strings.first.uploadText],
  [strings.first.share, strings.first.shareText],
] as const;

/** What to do with a store in which nothing is yet. */
export function FirstSteps() {
  return (
    <Paper component="section" withBorder p="lg">
      <Title order={2}>{strings.first.title}</Title>
      <Text c="dimmed" mb="md">
        {strings.first.text}
      </Text>
      <List type="ordered" spacing="sm" withPadding>
        {steps.map(([name, text]) => (
          <List.Item key={name}>
            <Text fw={600}>{name}</Text>
            <Text c="dimmed" size="sm">
              {text}
            </Text>
          </List.Item>
        ))}
      </List>
      <ButtonLink to="/buckets" search={{ new: "1" }} mt="md">
        {strings.first.go}
      </ButtonLink>
    </Paper>
  );
}
