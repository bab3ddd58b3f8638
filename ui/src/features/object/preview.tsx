import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { ObjectInfo } from "../../api/types.gen";
import { Empty, Loading, QueryView } from "../../components/states";
import { nameOf } from "../../lib/keys";
import { kindQuery, rawHref, type Which } from "./api";
import classes from "./object.module.css";
import { strings } from "./strings";

const TextPreview = lazy(() => import("./text-preview"));

interface Props {
  readonly which: Which;
  readonly info: ObjectInfo;
}

/** What is in the object, as the server lets it be shown: never as a page, never as a script. */
export default function Preview({ which, info }: Props) {
  const kind = useQuery({ ...kindQuery(which, info.etag), enabled: info.size > 0 });
  if (info.size === 0) {
    return <Empty title={strings.empty} />;
  }
  return (
    <QueryView query={kind} action="s3:GetObject">
      {(type) => <OfKind type={type} which={which} info={info} />}
    </QueryView>
  );
}

function OfKind({ type, which, info }: Props & { readonly type: string }) {
  const [hasFailed, setFailed] = useState(false);
  const address = rawHref(which);
  const name = nameOf(which.key);
  const fail = () => setFailed(true);
  if (hasFailed) {
    return <Empty title={strings.mediaFailed}>{strings.noPreviewText}</Empty>;
  }
  if (type.startsWith("image/")) {
    return (
      <img
        key={info.etag}
        src={address}
        alt={name}
        className={`${classes.media ?? ""} ${classes.image ?? ""}`}
        onError={fail}
      />
    );
  }
  if (type.startsWith("video/")) {
    return <video key={info.etag} src={address} controls className={classes.media} onError={fail} />;
  }
  if (type.startsWith("audio/")) {
    return <audio key={info.etag} src={address} controls className={classes.media} onError={fail} />;
  }
  if (type === "application/pdf") {
    return <iframe key={info.etag} src={address} title={name} className={classes.pdf} />;
  }
  if (type === "text/plain") {
    return (
      <Suspense fallback={<Loading />}>
        <TextPreview which={which} info={info} />
      </Suspense>
    );
  }
  return <Empty title={strings.noPreview}>{strings.noPreviewText}</Empty>;
}
