import { Alert, Box, Button, Group, Paper, SegmentedControl, Stack, Text, Textarea, Title } from "@mantine/core";
import type { UseQueryOptions } from "@tanstack/react-query";
import { hashKey, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { ActionFailed, QueryView } from "../../../components/states";
import type { BucketSearch } from "../../../lib/bucket-search";
import { omit } from "../../../lib/omit";
import { useUnsaved } from "../../../lib/unsaved";
import { readDraft, saysTheSame, textOf, type Check } from "./draft";
import { ReviewDialog } from "./review-dialog";
import classes from "./setting.module.css";
import { strings } from "./strings";

/** A setting that can be edited as a form and as JSON, both of them saying the same at any time. */
export interface Setting<T> {
  /** Names it in the address. */
  readonly id: string;
  readonly title: string;
  readonly about?: ReactNode;
  readonly query: UseQueryOptions<T | null, Error, T | null, readonly unknown[] & string[]>;
  /** What it takes to see it. */
  readonly action: string;
  readonly check: Check<T>;
  /** What a form begins with where nothing is set. */
  readonly empty: T;
  /** Whether a document says so little that it is rather taken away. */
  readonly isNothing?: (value: T) => boolean;
  readonly canRemove?: boolean;
  readonly form: (value: T, change: (next: T) => void, saved: T | null) => ReactNode;
  /** What a change means for people, told before it is saved. */
  readonly meaning?: (before: T | null, after: T | null) => ReactNode;
  readonly save: (value: T | null) => Promise<unknown>;
  /** What is shown below, of what is saved and of what is being edited, as far as that can be read. */
  readonly children?: (saved: T | null, edited: T | null | undefined) => ReactNode;
}

/** Shows a setting, edits it, and saves it once what changes was looked at. */
export function SettingEditor<T>({ setting }: { readonly setting: Setting<T> }) {
  const query = useQuery(setting.query);
  return (
    <Paper component="section" withBorder p="md" aria-label={setting.title}>
      <QueryView query={query} action={setting.action}>
        {(saved) => (
          // What was begun at one bucket does not go over to another.
          <Editor
            key={hashKey(setting.query.queryKey)}
            setting={setting}
            saved={saved}
            onAgain={() => query.refetch()}
          />
        )}
      </QueryView>
    </Paper>
  );
}

interface EditorProps<T> {
  readonly setting: Setting<T>;
  readonly saved: T | null;
  readonly onAgain: () => Promise<{
    readonly data?: T | null | undefined;
    readonly error: Error | null;
  }>;
}

function Editor<T>({ setting, saved, onAgain }: EditorProps<T>) {
  const { id, title, check, empty, isNothing } = setting;
  const [edited, setEdited] = useState<{ text: string; base: string } | undefined>();
  const [review, setReview] = useState<{ before: T | null; after: T | null; isOther: boolean }>();
  const [failure, setFailure] = useState<Error | null>(null);
  const [wasSaved, setWasSaved] = useState(false);
  const isJson = useSearch({ strict: false, select: ({ json }) => json === id });
  const draft = readDraft(edited?.text ?? textOf(saved), check);
  const isChanged = edited !== undefined && !saysTheSame(edited.text, textOf(saved));
  useUnsaved(isChanged);

  const edit = (text: string) => {
    setWasSaved(false);
    setFailure(null);
    setEdited({ text, base: edited?.base ?? textOf(saved) });
  };
  const begin = async (after: T | null) => {
    // Compared with how it is now, whoever changed it meanwhile.
    const { data, error } = await onAgain();
    setFailure(error);
    if (error) {
      // There is still data then, of before.
      return;
    }
    const before = data ?? null;
    setReview({ before, after, isOther: textOf(before) !== (edited?.base ?? textOf(saved)) });
  };
  const after =
    draft.value === undefined || draft.value === null || !isNothing?.(draft.value)
      ? draft.value
      : null;
  return (
    <>
      <Header setting={setting} isJson={isJson} />
      {isJson ? (
        <JsonText name={title} text={draft.text} fault={draft.fault} onChange={edit} />
      ) : draft.value === undefined ? (
        <Alert color="yellow" variant="light">
          {strings.formWaits} {draft.fault}
        </Alert>
      ) : (
        setting.form(draft.value ?? empty, (next) => edit(textOf(next)), saved)
      )}
      {failure && (
        <Box mt="md">
          <ActionFailed error={failure} />
        </Box>
      )}
      <Bar
        isChanged={isChanged}
        wasSaved={wasSaved}
        onDiscard={() => {
          setFailure(null);
          setEdited(undefined);
        }}
        onReview={after === undefined ? undefined : () => void begin(after)}
        onRemove={
          setting.canRemove !== false && saved !== null && !isChanged
            ? () => void begin(null)
            : undefined
        }
      />
      {setting.children?.(saved, draft.value)}
      {review && (
        <ReviewDialog
          title={title}
          before={textOf(review.before)}
          after={textOf(review.after)}
          isOther={review.isOther}
          meaning={setting.meaning?.(review.before, review.after)}
          onSave={() => setting.save(review.after)}
          onSaved={async () => {
            await onAgain();
            setReview(undefined);
            setEdited(undefined);
            setWasSaved(true);
          }}
          onClose={() => setReview(undefined)}
        />
      )}
    </>
  );
}

function Header<T>({ setting: { id, title, about }, isJson }: { setting: Setting<T>; isJson: boolean }) {
  const navigate = useNavigate();
  return (
    <Stack gap={4} mb="sm">
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        <SegmentedControl
          size="xs"
          flex="none"
          aria-label={strings.view(title)}
          data={[
            { value: "form", label: strings.form },
            { value: "json", label: strings.json },
          ]}
          value={isJson ? "json" : "form"}
          onChange={(view) =>
            void navigate({
              to: ".",
              search: (before: BucketSearch) => ({
                ...omit(before, "json"),
                ...(view === "json" ? { json: id } : {}),
              }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      </Group>
      {about !== undefined && (
        <Text component="div" size="sm" c="dimmed" maw="80ch">
          {about}
        </Text>
      )}
    </Stack>
  );
}

interface JsonTextProps {
  readonly name: string;
  readonly text: string;
  readonly fault: string | undefined;
  readonly onChange: (text: string) => void;
}

function JsonText({ name, text, fault, onChange }: JsonTextProps) {
  return (
    <Textarea
      aria-label={strings.text(name)}
      classNames={{ input: classes.json ?? "" }}
      autosize
      minRows={6}
      maxRows={30}
      spellCheck={false}
      value={text}
      onChange={({ currentTarget: { value } }) => onChange(value)}
      error={fault === undefined ? null : `${strings.broken}: ${fault}`}
    />
  );
}

interface BarProps {
  readonly isChanged: boolean;
  readonly wasSaved: boolean;
  readonly onDiscard: () => void;
  readonly onReview: (() => void) | undefined;
  readonly onRemove: (() => void) | undefined;
}

function Bar({ isChanged, wasSaved, onDiscard, onReview, onRemove }: BarProps) {
  if (!isChanged) {
    return (
      <Group justify="space-between" mt={wasSaved || onRemove ? "md" : 0}>
        <Text size="sm" c="dimmed" role="status">
          {wasSaved ? strings.saved : ""}
        </Text>
        {onRemove && (
          <Button variant="subtle" color="red" size="compact-sm" onClick={onRemove}>
            {strings.remove}
          </Button>
        )}
      </Group>
    );
  }
  return (
    <div className={classes.bar}>
      <Text size="sm" role="status">
        {strings.unsaved}
      </Text>
      <Group gap="xs">
        <Button variant="default" onClick={onDiscard}>
          {strings.discard}
        </Button>
        <Button disabled={onReview === undefined} onClick={onReview}>
          {strings.review}
        </Button>
      </Group>
    </div>
  );
}
