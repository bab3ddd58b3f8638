import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ObjectInfo } from "../../api/types.gen";
import { CheckIcon } from "../../components/icons";
import { ActionFailed, QueryView } from "../../components/states";
import { useUnsaved } from "../../lib/unsaved";
import { saveTags, tagsQuery, type Tag, type Which } from "./api";
import { PairFields } from "./pair-fields";
import { strings } from "./strings";

const TAGS_MAX = 10;

/** The tags of an object, which are changed all at once. */
export default function Tags({ which }: { readonly which: Which; readonly info: ObjectInfo }) {
  const tags = useQuery(tagsQuery(which));
  return (
    <QueryView query={tags} action="s3:GetObjectTagging">
      {(found) => <Form which={which} found={found} />}
    </QueryView>
  );
}

function Form({ which, found }: { readonly which: Which; readonly found: readonly Tag[] }) {
  // Nothing until something is changed: till then it is as the server has it.
  const [draft, setDraft] = useState<readonly Tag[]>();
  const tags = draft ?? found;
  const client = useQueryClient();
  const { queryKey } = tagsQuery(which);
  const save = useMutation({
    mutationFn: () => saveTags(which, tags),
    onSuccess: () => {
      client.setQueryData(queryKey, tags);
      setDraft(undefined);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["object", which.bucket, which.key] }),
  });
  const names = tags.map(({ key }) => key);
  const isTwice = new Set(names).size < names.length;
  const isChanged = JSON.stringify(tags) !== JSON.stringify(found);
  useUnsaved(isChanged);
  const edit = (next: readonly Tag[]) => {
    save.reset();
    setDraft(next);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack maw={640}>
        {tags.length === 0 && (
          <Text c="dimmed" size="sm">
            {strings.noTags}. {strings.noTagsText}
          </Text>
        )}
        <PairFields
          pairs={tags}
          nameLabel={strings.tagName}
          valueLabel={strings.tagValue}
          addLabel={strings.addTag}
          max={TAGS_MAX}
          onChange={edit}
        />
        {isTwice && (
          <Text size="sm" c="red" role="alert">
            {strings.tagTwice}
          </Text>
        )}
        {save.isError && (
          <ActionFailed error={save.error}>
            <Text size="sm">{strings.tagsFailed}</Text>
          </ActionFailed>
        )}
        <Group gap="sm">
          <Button
            type="submit"
            loading={save.isPending}
            disabled={!isChanged || isTwice || names.includes("")}
          >
            {strings.save}
          </Button>
          {isChanged && (
            <Button variant="default" onClick={() => setDraft(undefined)}>
              {strings.cancel}
            </Button>
          )}
          {save.isSuccess && !isChanged && (
            <Text size="sm" role="status">
              <CheckIcon size={14} /> {strings.tagsSaved}
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {strings.tagsMax(TAGS_MAX)}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
