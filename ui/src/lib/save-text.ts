const KEPT_MS = 10_000;

/** Has the browser save a text as a file; nothing of it leaves the machine. */
export function saveText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read it after the click is over.
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
