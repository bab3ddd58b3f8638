/** What the tab of versions says. */
export const strings = {
  title: "Versioning",
  about: "What happens to what is overwritten or deleted.",
  never: "Off",
  neverText: "What is overwritten or deleted is gone. This is how it has been since the bucket was created.",
  enabled: "Enabled",
  enabledText:
    "An older version stays of all that is overwritten or deleted, and counts in size and quota until it is erased.",
  suspended: "Suspended",
  suspendedText: "Versions that there are stay. What comes from now on replaces the one before it.",
  noWayBack: "Once enabled, versioning can be suspended, but not turned off again.",
  starts: "From now on every overwrite and delete leaves an older version, which takes room.",
  stops:
    "From now on overwrites and deletes are for good. Versions that there are stay, and can still be brought back.",
} as const;
