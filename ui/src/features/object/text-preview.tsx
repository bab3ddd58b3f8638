import { Button, Checkbox, Group, SegmentedControl, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import type { ObjectInfo } from "../../api/types.gen";
import { Loading, QueryView } from "../../components/states";
import { asProblem } from "../../lib/http/problem";
import { infoQuery, textQuery, type Which } from "./api";
import classes from "./object.module.css";
import { strings } from "./strings";
import { indented, languageOf, viewOf, type View } from "./text-kind";

const Markdown = lazy(() => import("./markdown"));
const CsvTable = lazy(() => import("./csv-table"));
const Code = lazy(() => import("./code"));

const FIRST_BYTES = 256 * 1024;
const BYTES_MAX = 4 * 1024 * 1024;
/** Longer texts show without colours, which would keep the page busy. */
const COLOURED_MAX = 200_000;

/** A text: as what it is, or its source. */
export default function TextPreview({
  which,
  info,
}: {
  readonly which: Which;
  readonly info: ObjectInfo;
}) {
  const [bytes, setBytes] = useState(FIRST_BYTES);
  const [chosen, setChosen] = useState<View>();
  const [isWrapped, setWrapped] = useState(true);
  const query = useQuery(textQuery(which, info.etag, bytes));
  const isCut = info.size > bytes;
  const client = useQueryClient();
  const { bucket, key, versionId } = which;
  // What was known of it is of other bytes than are there: known anew, it shows.
  const isReplaced = query.isError && asProblem(query.error).status === 412;
  useEffect(() => {
    if (isReplaced) {
      void client.invalidateQueries({ queryKey: infoQuery({ bucket, key, versionId }).queryKey });
    }
  }, [client, isReplaced, bucket, key, versionId]);
  return (
    <QueryView query={query} action="s3:GetObject">
      {(text) => {
        const best = viewOf(info.contentType, which.key, text);
        const view = chosen ?? best;
        return (
          <>
            <Group mb="xs" gap="md" justify="space-between">
              {best === "source" ? (
                <span />
              ) : (
                <SegmentedControl
                  size="xs"
                  aria-label={strings.view}
                  data={[
                    { value: best, label: strings.views[best] },
                    { value: "source", label: strings.views.source },
                  ]}
                  value={view}
                  onChange={setChosen}
                />
              )}
              {(view === "source" || view === "json") && (
                <Checkbox
                  size="xs"
                  label={strings.wrap}
                  checked={isWrapped}
                  onChange={(event) => setWrapped(event.currentTarget.checked)}
                />
              )}
            </Group>
            <Suspense fallback={<Loading />}>
              <Shown view={view} text={text} objectKey={which.key} isWrapped={isWrapped} />
            </Suspense>
            {isCut && (
              <Group mt="xs" gap="sm">
                <Text size="sm" c="dimmed">
                  {strings.cut(bytes, info.size)}
                </Text>
                {bytes < BYTES_MAX && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={query.isFetching}
                    onClick={() => setBytes(Math.min(BYTES_MAX, bytes * 4))}
                  >
                    {strings.showMore}
                  </Button>
                )}
              </Group>
            )}
          </>
        );
      }}
    </QueryView>
  );
}

function Shown({
  view,
  text,
  objectKey,
  isWrapped,
}: {
  readonly view: View;
  readonly text: string;
  readonly objectKey: string;
  readonly isWrapped: boolean;
}) {
  if (view === "markdown") {
    return <Markdown text={text} />;
  }
  if (view === "csv") {
    return <CsvTable text={text} />;
  }
  const document = view === "json" ? indented(text) : undefined;
  const shown = document ?? text;
  const language = languageOf(objectKey, view);
  const name = `${classes.text ?? ""} ${isWrapped ? (classes.wrapped ?? "") : ""}`;
  return (
    <>
      {view === "json" && document === undefined && (
        <Text size="sm" c="dimmed" mb="xs">
          {strings.notJson}
        </Text>
      )}
      {language !== undefined && shown.length <= COLOURED_MAX ? (
        <Code text={shown} language={language} className={name} />
      ) : (
        <pre className={name} tabIndex={0}>
          {shown}
        </pre>
      )}
    </>
  );
}
