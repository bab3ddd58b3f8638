/**
 * Copies text, on plain http too, where there is no clipboard for scripts.
 *
 * @returns whether it is there now; what is not known to be is false
 */
export async function copyText(text: string): Promise<boolean> {
  // Missing where the page is not secure, whatever its type says.
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  if (clipboard) {
    try {
      await clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed: the old way may be.
    }
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  const focused = document.activeElement;
  field.value = text;
  field.readOnly = true;
  field.style.position = "fixed";
  field.style.insetBlockStart = "-100vh";
  // Inside an open dialog, or its focus trap takes the selection away.
  const dialog = focused?.closest("[role=dialog]") ?? document.body;
  dialog.append(field);
  try {
    field.select();
    // Deprecated, and the one way on plain http.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) {
      focused.focus();
    }
  }
}
