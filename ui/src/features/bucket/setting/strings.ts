/** What editors of settings say. */
export const strings = {
  form: "Form",
  json: "JSON",
  view: (name: string) => `${name} as`,
  text: (name: string) => `${name} in JSON`,
  broken: "This is no JSON yet",
  formWaits: "The JSON cannot be shown as a form until it is mended:",
  unsaved: "Not saved yet",
  discard: "Discard",
  review: "Review and save",
  remove: "Remove",
  reviewTitle: (name: string) => `Review: ${name}`,
  save: "Save",
  cancel: "Go on editing",
  changedMeanwhile:
    "This was changed by somebody else since you began. What is compared is how it is now; saving replaces it.",
  saved: "Saved",
} as const;
