import { ActionIcon, Code, Progress, Text } from "@mantine/core";
import { CopyButton } from "../../components/copy-button";
import {
  CheckIcon, ClockIcon, CrossIcon, FileIcon, PauseIcon, PlayIcon, ReloadIcon, UploadIcon, WarningIcon,
} from "../../components/icons";
import { KeyText } from "../../components/key-text";
import { formatBytes } from "../../lib/format/bytes";
import { canRetry, isEnded } from "../../transfers/machine";
import type { Kind, Upload } from "../../transfers/model";
import type { Transfers } from "../../transfers/transfers";
import { strings } from "./strings";
import classes from "./transfers.module.css";

const icons: Readonly<Record<Kind, readonly [typeof FileIcon, "good" | "bad" | "attention" | "plain"]>> = {
  queued: [FileIcon, "plain"],
  checking: [UploadIcon, "plain"],
  conflict: [WarningIcon, "attention"],
  sending: [UploadIcon, "plain"],
  waiting: [ClockIcon, "attention"],
  paused: [PauseIcon, "plain"],
  "needs-file": [WarningIcon, "attention"],
  verifying: [UploadIcon, "plain"],
  completing: [UploadIcon, "plain"],
  failed: [WarningIcon, "bad"],
  done: [CheckIcon, "good"],
  skipped: [CrossIcon, "plain"],
  cancelled: [CrossIcon, "plain"],
};

interface Props {
  readonly upload: Upload;
  readonly sent: number;
  /** The time, to the second, in milliseconds. */
  readonly now: number;
  readonly transfers: Transfers;
}

/** One upload: its name, how it stands, and what can be done about it. */
export function Row({ upload, sent, now, transfers }: Props) {
  const { state, path, size } = upload;
  const [Icon, tone] = icons[state.kind];
  const isMoving = state.kind === "sending" || (sent > 0 && !isEnded(upload) && state.kind !== "failed");
  return (
    <>
      <span className={classes.icon} data-tone={tone}>
        <Icon size={16} />
      </span>
      <div className={classes.body}>
        <span className={classes.name}>
          <KeyText value={upload.copyNumber > 0 ? upload.key : path} />
        </span>
        <span className={classes.state}>
          <StateText upload={upload} sent={sent} now={now} />
        </span>
        {isMoving && (
          <Progress
            mt={4}
            size={3}
            value={size === 0 ? 0 : (sent / size) * 100}
            aria-label={strings.progressOf(path)}
          />
        )}
      </div>
      <Actions upload={upload} transfers={transfers} />
    </>
  );
}

function StateText({ upload, sent, now }: Omit<Props, "transfers">) {
  const { state, size } = upload;
  const text = strings.state;
  switch (state.kind) {
    case "queued":
    case "checking":
    case "verifying":
    case "completing":
    case "conflict":
    case "skipped":
    case "cancelled":
      return text[state.kind];
    case "done":
      return `${text.done} · ${formatBytes(size)}`;
    case "sending":
      return text.sending(sent, size);
    case "paused":
      return `${text.paused[state.by]} · ${text.sending(sent, size)}`;
    case "needs-file":
      return text.needsFile[state.why];
    case "waiting":
      return `${state.reason.message} ${text.waiting(Math.max(0, Math.ceil((state.until - now) / 1_000)))}`;
    case "failed": {
      const { code, message, requestId } = state.reason;
      return (
        <>
          <Text span inherit c="red">
            {strings.reason[code] ?? message}
          </Text>{" "}
          <Code>{code}</Code>
          {requestId !== "" && (
            <>
              {" "}
              <Code>{requestId}</Code> <CopyButton text={requestId} what="the request id" />
            </>
          )}
        </>
      );
    }
  }
}

function Actions({ upload, transfers }: Pick<Props, "upload" | "transfers">) {
  const { id, path, state } = upload;
  if (isEnded(upload)) {
    return null;
  }
  const isRetried = (state.kind === "failed" && canRetry(state.reason)) || state.kind === "waiting";
  const isPaused = state.kind === "paused" && state.by === "person";
  const canPause = ["queued", "checking", "sending", "verifying"].includes(state.kind);
  return (
    <>
      {isRetried && (
        <Action label={strings.retry(path)} onClick={() => transfers.retry(id)} icon={<ReloadIcon size={16} />} />
      )}
      {canPause && (
        <Action label={strings.pause(path)} onClick={() => transfers.pause(id)} icon={<PauseIcon size={16} />} />
      )}
      {isPaused && (
        <Action label={strings.resume(path)} onClick={() => transfers.resume(id)} icon={<PlayIcon size={16} />} />
      )}
      <Action label={strings.cancel(path)} onClick={() => transfers.cancel(id)} icon={<CrossIcon size={16} />} />
    </>
  );
}

function Action({ label, onClick, icon }: { label: string; onClick: () => void; icon: React.ReactNode }) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} title={label} onClick={onClick}>
      {icon}
    </ActionIcon>
  );
}
