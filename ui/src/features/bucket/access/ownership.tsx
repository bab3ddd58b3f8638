import { Alert, Radio, Stack, Text } from "@mantine/core";
import type { Ownership } from "../../../api/types.gen";
import { saveSetting, settingQuery } from "../setting/api";
import { record } from "../setting/check";
import type { Setting } from "../setting/setting-editor";
import { strings } from "./strings";

const choices = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"] as const;

/** Who owns the objects in a bucket, and whether lists count. */
export function ownershipOf(bucket: string): Setting<Ownership> {
  return {
    id: "ownership",
    title: strings.ownership.title,
    about: strings.ownership.about,
    query: settingQuery<Ownership>(bucket, "ownershipControls"),
    action: "s3:GetBucketOwnershipControls",
    check: checkOwnership,
    empty: { objectOwnership: "BucketOwnerEnforced" },
    form: (value, change, saved) => (
      <OwnershipForm value={value} isUnsaid={saved === null} onChange={change} />
    ),
    meaning: (before, after) => {
      const isOn = hasLists(after);
      return hasLists(before) === isOn ? null : (
        <Alert color="orange" variant="light">
          {isOn ? strings.ownership.listsOn : strings.ownership.listsOff}
        </Alert>
      );
    },
    save: (value) => saveSetting(bucket, "ownershipControls", value),
  };
}

function hasLists(ownership: Ownership | null): boolean {
  return ownership !== null && ownership.objectOwnership !== "BucketOwnerEnforced";
}

function checkOwnership(document: unknown): Ownership {
  const { objectOwnership } = record(document, ["objectOwnership"]);
  const known = choices.find((choice) => choice === objectOwnership);
  if (known === undefined) {
    throw new Error(`objectOwnership is one of ${choices.join(", ")}`);
  }
  return { objectOwnership: known };
}

interface FormProps {
  readonly value: Ownership;
  readonly isUnsaid: boolean;
  readonly onChange: (ownership: Ownership) => void;
}

function OwnershipForm({ value, isUnsaid, onChange }: FormProps) {
  return (
    <Radio.Group
      aria-label={strings.ownership.title}
      value={value.objectOwnership}
      onChange={(objectOwnership) => onChange(checkOwnership({ objectOwnership }))}
    >
      <Stack gap="sm">
        {isUnsaid && (
          <Text size="sm" c="dimmed">
            {strings.ownership.unsaid}
          </Text>
        )}
        {choices.map((choice) => {
          const [label, description] = strings.ownership.choices[choice];
          return <Radio key={choice} value={choice} label={label} description={description} />;
        })}
      </Stack>
    </Radio.Group>
  );
}
