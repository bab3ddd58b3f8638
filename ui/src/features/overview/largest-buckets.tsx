import { Progress, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { BucketStats } from "../../api/types.gen";
import { Bytes } from "../../components/bytes";
import { KeyText } from "../../components/key-text";
import { Section } from "../../components/section";
import classes from "./overview.module.css";
import { strings } from "./strings";

const SHOWN = 5;

/** The buckets that take most room, each with its share of the largest. */
export function LargestBuckets({ buckets }: { readonly buckets: readonly BucketStats[] }) {
  const shown = buckets.slice(0, SHOWN);
  const most = Math.max(1, ...shown.map(({ bytes }) => bytes));
  return (
    <Section title={strings.largest}>
      <Stack component="ul" gap="sm" className={classes.plain ?? ""}>
        {shown.map(({ name, bytes }) => (
          <li key={name}>
            <div className={classes.bucket}>
              <Link to="/buckets/$bucket" params={{ bucket: name }} className={classes.link}>
                <KeyText value={name} />
              </Link>
              <Text span size="sm" c="dimmed">
                <Bytes value={bytes} />
              </Text>
            </div>
            <Progress value={(bytes / most) * 100} size="xs" aria-hidden />
          </li>
        ))}
      </Stack>
    </Section>
  );
}
