/** What the tab of quotas says. */
export const strings = {
  title: "Quota",
  about:
    "How much the bucket may hold. All versions count, and the parts of uploads in progress. Whatever would go beyond it is refused; what is there stays.",
  bytes: "Size",
  bytesHint: "Empty for any size",
  objects: "Objects and versions",
  objectsHint: "Empty for any number; delete markers count too",
  refused: "Your access key may not see quotas.",
  unit: "Unit of the size",
  used: "Used now",
  usedOf: (used: string, limit: string) => `${used} of ${limit}`,
  noLimit: (used: string) => `${used}, no limit`,
  full: "This is less than what the bucket holds: nothing can be added to it until that is deleted or the quota is raised.",
} as const;
