import { LogsIcon } from "../../components/icons";
import type { PaletteItem } from "../shell/palette-sources";
import { strings } from "./strings";

const REQUEST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a request was, and why it was refused, by the id that its client was told. */
export function findRequest(text: string): Promise<readonly PaletteItem[]> {
  const item: PaletteItem = {
    id: `request ${text}`,
    label: `${strings.one} ${text}`,
    icon: LogsIcon,
    href: `/logs/${text}`,
  };
  return Promise.resolve(REQUEST_ID.test(text) ? [item] : []);
}
