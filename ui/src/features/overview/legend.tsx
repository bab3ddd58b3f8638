import { Group, Text } from "@mantine/core";
import classes from "./chart.module.css";
import { looks } from "./line-chart";

/** What the lines of a chart are, and the number that stands for each. */
export function Legend({ entries }: { readonly entries: readonly (readonly [string, string])[] }) {
  return (
    <Group gap="lg" mb="sm">
      {entries.map(([name, value], i) => (
        <Text key={name} size="sm" className="tabular">
          <svg className={classes.swatch} viewBox="0 0 18 10" aria-hidden="true">
            <path className={classes[looks[i] ?? "first"]} d="M1 5H17" />
          </svg>
          {value} {name}
        </Text>
      ))}
    </Group>
  );
}
