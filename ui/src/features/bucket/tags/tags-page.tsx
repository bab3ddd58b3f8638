import { ActionIcon, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import type { Tag, Tags } from "../../../api/types.gen";
import { CrossIcon, PlusIcon } from "../../../components/icons";
import { saveSetting, settingQuery } from "../setting/api";
import { list, record, text } from "../setting/check";
import { SettingEditor, type Setting } from "../setting/setting-editor";
import { strings } from "./strings";

const TAGS_MAX = 50;
const KEY_MAX = 128;
const VALUE_MAX = 256;

/** The tags of a bucket. */
export function TagsPage() {
  const { bucket } = useParams({ from: "/shell/buckets/$bucket" });
  return <SettingEditor setting={tagsOf(bucket)} />;
}

function tagsOf(bucket: string): Setting<Tags> {
  return {
    id: "tags",
    title: strings.title,
    about: strings.about,
    query: settingQuery<Tags>(bucket, "tagging"),
    action: "s3:GetBucketTagging",
    check: checkTags,
    empty: { tagSet: [] },
    isNothing: ({ tagSet }) => tagSet.length === 0,
    form: ({ tagSet }, change) => (
      <TagsForm tags={tagSet} onChange={(next) => change({ tagSet: next })} />
    ),
    save: (value) => saveSetting(bucket, "tagging", value),
  };
}

function checkTags(document: unknown): Tags {
  const { tagSet } = record(document, ["tagSet"]);
  return {
    tagSet: list(tagSet, "tagSet").map((tag) => {
      const { key, value } = record(tag, ["key", "value"], "A tag");
      return { key: text(key, "The key of a tag"), value: text(value, "The value of a tag") };
    }),
  };
}

function TagsForm({ tags, onChange }: { tags: readonly Tag[]; onChange: (tags: Tag[]) => void }) {
  const edit = (i: number, next: Partial<Tag>) =>
    onChange(tags.map((tag, j) => (i === j ? { ...tag, ...next } : tag)));
  return (
    <Stack gap="xs" align="stretch" maw={720}>
      {tags.length === 0 && (
        <Text size="sm" c="dimmed">
          {strings.none}
        </Text>
      )}
      {tags.map(({ key, value }, i) => (
        <Group key={i} gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            flex={1}
            aria-label={strings.keyOf(i + 1)}
            placeholder={strings.key}
            maxLength={KEY_MAX}
            value={key}
            onChange={({ currentTarget }) => edit(i, { key: currentTarget.value })}
            error={
              key === ""
                ? strings.missing
                : tags.findIndex((tag) => tag.key === key) < i
                  ? strings.twice
                  : null
            }
          />
          <TextInput
            flex={1}
            aria-label={strings.valueOf(i + 1)}
            placeholder={strings.value}
            maxLength={VALUE_MAX}
            value={value}
            onChange={({ currentTarget }) => edit(i, { value: currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={strings.remove(key, i + 1)}
            onClick={() => onChange(tags.filter((_, j) => i !== j))}
          >
            <CrossIcon size={16} />
          </ActionIcon>
        </Group>
      ))}
      {tags.length < TAGS_MAX && (
        <div>
          <Button
            variant="default"
            leftSection={<PlusIcon size={16} />}
            onClick={() => onChange([...tags, { key: "", value: "" }])}
          >
            {strings.add}
          </Button>
        </div>
      )}
    </Stack>
  );
}
