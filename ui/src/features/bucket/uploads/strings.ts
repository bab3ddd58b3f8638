/** What the tab of uploads says. */
export const strings = {
  title: "Uploads in progress",
  about:
    "Multipart uploads that were begun and neither completed nor aborted. Their parts take room and count towards the quota.",
  emptyTitle: "No uploads in progress",
  emptyText: "Multipart uploads show here until they are completed or aborted.",
  noMatch: (prefix: string) => `No upload is for a key that begins with “${prefix}”.`,
  search: "Keys that begin with",
  key: "Key",
  begun: "Started",
  parts: "Parts",
  showParts: "Show",
  partsOf: (key: string) => `Show the parts of ${key}`,
  shown: (count: number, isMore: boolean) =>
    count === 1 && !isMore ? "1 upload" : `${isMore ? "the first " : ""}${count} uploads`,
  more: "Show more",
  choose: (key: string) => `Select the upload of ${key}`,
  chooseAll: "Select all that are shown",
  chosen: (count: number) => `${count} selected`,
  abort: "Abort",
  abortTitle: (count: number) => (count === 1 ? "Abort this upload?" : `Abort ${count} uploads?`),
  abortText:
    "Parts that were sent are thrown away, and whoever is still sending is told that there is no such upload. Objects that are there stay as they are. This cannot be undone.",
  aborted: (count: number) => (count === 1 ? "1 upload was aborted." : `${count} uploads were aborted.`),
  failed: (count: number) => (count === 1 ? "1 could not be aborted:" : `${count} could not be aborted:`),
} as const;
