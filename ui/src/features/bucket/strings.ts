/** What stands around the tabs of a bucket says. */
export const strings = {
  tabsOf: (bucket: string) => `Parts of ${bucket}`,
  tabs: {
    objects: "Objects",
    access: "Access",
    cors: "CORS",
    versioning: "Versioning",
    quota: "Quota",
    tags: "Tags",
    uploads: "Unfinished uploads",
  },
  objects: (count: number, text: string) => (count === 1 ? "1 object" : `${text} objects`),
  versions: { enabled: "Versioning", suspended: "Versioning suspended" },
  made: "Created",
  goneTitle: "There is no such bucket",
  goneText: (bucket: string) => `No bucket is called ${bucket}. It may have been deleted.`,
  toBuckets: "All buckets",
} as const;
