import { useEffect } from "react";

const forms = new Set<symbol>();

/** While it is true, whoever would leave the form is asked first: see `LeaveGuard`. */
export function useUnsaved(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) {
      return undefined;
    }
    const form = Symbol("form");
    forms.add(form);
    return () => void forms.delete(form);
  }, [isChanged]);
}

/** Whether something that is shown was changed and is not saved. */
export function hasUnsaved(): boolean {
  return forms.size > 0;
}

/** What was changed is given up, without asking: whoever changed it is no longer signed in. */
export function forgetUnsaved(): void {
  forms.clear();
}
