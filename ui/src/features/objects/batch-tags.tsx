import { SegmentedControl, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Tag } from "../object/api";
import { PairFields } from "../object/pair-fields";
import { strings as ofObject } from "../object/strings";
import type { Living } from "./actions";
import { changeTags, type TagChange } from "./batch";
import { BatchFrame } from "./batch-frame";
import type { DialogProps } from "./dialogs";
import { strings } from "./strings";

const TAGS_MAX = 10;
const hows = ["set", "remove", "only"] as const;

/** Changes the tags of several objects. */
export function TagsBatch(props: DialogProps & { readonly rows: Living }) {
  const [how, setHow] = useState<TagChange["how"]>("set");
  const [pairs, setPairs] = useState<readonly Tag[]>([{ key: "", value: "" }]);
  const [names, setNames] = useState("");
  const filled = pairs.filter(({ key, value }) => key !== "" || value !== "");
  const tags =
    how === "remove"
      ? names
          .split(",")
          .map((name) => ({ key: name.trim(), value: "" }))
          .filter(({ key }) => key !== "")
      : filled;
  const isTwice = new Set(tags.map(({ key }) => key)).size < tags.length;
  const isReady = !isTwice && tags.every(({ key }) => key !== "") && (how === "only" || tags.length > 0);
  return (
    <BatchFrame
      {...props}
      title={strings.tagsTitle}
      isReady={isReady}
      act={(key) => changeTags(props.place.bucket, key, { how, tags })}
    >
      <SegmentedControl
        aria-label={strings.tagsHow}
        data={hows.map((value) => ({ value, label: strings.tagsHows[value] }))}
        value={how}
        onChange={setHow}
      />
      <Text size="sm" c="dimmed">
        {strings.tagsHowTexts[how]}
      </Text>
      {how === "remove" ? (
        <TextInput
          label={strings.tagNames}
          autoComplete="off"
          spellCheck={false}
          value={names}
          onChange={(event) => setNames(event.currentTarget.value)}
        />
      ) : (
        <PairFields
          pairs={pairs}
          nameLabel={ofObject.tagName}
          valueLabel={ofObject.tagValue}
          addLabel={ofObject.addTag}
          max={TAGS_MAX}
          onChange={setPairs}
        />
      )}
      {isTwice && (
        <Text size="sm" c="red" role="alert">
          {ofObject.tagTwice}
        </Text>
      )}
    </BatchFrame>
  );
}
