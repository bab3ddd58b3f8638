import { Alert, List, Stack, Switch } from "@mantine/core";
import type { PublicAccessBlock } from "../../../api/types.gen";
import { LockIcon, WarningIcon } from "../../../components/icons";
import { saveSetting, settingQuery } from "../setting/api";
import { record } from "../setting/check";
import type { Setting } from "../setting/setting-editor";
import { strings } from "./strings";

const parts = [
  "blockPublicPolicy",
  "restrictPublicBuckets",
  "blockPublicAcls",
  "ignorePublicAcls",
] as const;
type Part = (typeof parts)[number];

/** The parts that change what is given now, and not only what can be set. */
const atOnce: readonly Part[] = ["restrictPublicBuckets", "ignorePublicAcls"];

/** Which public access a bucket refuses. */
export function blockOf(bucket: string): Setting<PublicAccessBlock> {
  return {
    id: "block",
    title: strings.block.title,
    about: strings.block.about,
    query: settingQuery<PublicAccessBlock>(bucket, "publicAccessBlock"),
    action: "s3:GetBucketPublicAccessBlock",
    check: checkBlock,
    empty: whole(false),
    isNothing: (block) => parts.every((part) => block[part] !== true),
    form: (value, change) => <BlockForm block={value} onChange={change} />,
    meaning: (before, after) => <BlockChange before={before ?? {}} after={after ?? {}} />,
    save: (value) => saveSetting(bucket, "publicAccessBlock", value),
  };
}

function whole(isOn: boolean): PublicAccessBlock {
  return Object.fromEntries(parts.map((part) => [part, isOn]));
}

function checkBlock(document: unknown): PublicAccessBlock {
  const found = record(document, parts);
  for (const part of parts) {
    if (found[part] !== undefined && typeof found[part] !== "boolean") {
      throw new Error(`${part} is true or false`);
    }
  }
  return found;
}

interface FormProps {
  readonly block: PublicAccessBlock;
  readonly onChange: (block: PublicAccessBlock) => void;
}

function BlockForm({ block, onChange }: FormProps) {
  const isAll = parts.every((part) => block[part] === true);
  return (
    <Stack gap="sm">
      <Switch
        label={strings.block.all}
        fw={600}
        checked={isAll}
        onChange={({ currentTarget: { checked } }) => onChange(whole(checked))}
      />
      {parts.map((part) => {
        const [label, description] = strings.block.switches[part];
        return (
          <Switch
            key={part}
            ml="lg"
            label={label}
            description={description}
            checked={block[part] === true}
            onChange={({ currentTarget: { checked } }) =>
              onChange({ ...block, [part]: checked })
            }
          />
        );
      })}
    </Stack>
  );
}

interface ChangeProps {
  readonly before: PublicAccessBlock;
  readonly after: PublicAccessBlock;
}

function BlockChange({ before, after }: ChangeProps) {
  const opens = atOnce.filter((part) => before[part] === true && after[part] !== true);
  const closes = atOnce.filter((part) => before[part] !== true && after[part] === true);
  return (
    <>
      {opens.length > 0 && (
        <Alert color="red" variant="light" icon={<WarningIcon />} title={strings.block.opens}>
          <Names names={opens} />
        </Alert>
      )}
      {closes.length > 0 && (
        <Alert color="teal" variant="light" icon={<LockIcon />} title={strings.block.closes}>
          <Names names={closes} />
        </Alert>
      )}
    </>
  );
}

function Names({ names }: { names: readonly Part[] }) {
  return (
    <List size="sm">
      {names.map((part) => (
        <List.Item key={part}>{strings.block.switches[part].join(": ")}</List.Item>
      ))}
    </List>
  );
}
