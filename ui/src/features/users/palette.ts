import { UsersIcon } from "../../components/icons";
import { request } from "../../lib/http/request";
import { mayNow } from "../../lib/whoami";
import type { PaletteItem } from "../shell/palette-sources";
import { nameOf, type User } from "./api";
import { strings } from "./strings";

const SHOWN = 5;
const SEARCHED = 1_000;

/** Users by name, key or id, among the first thousand; who may not list them finds none. */
export async function findUsers(text: string, signal: AbortSignal): Promise<readonly PaletteItem[]> {
  if (!(await mayNow("admin:ListUsers"))) {
    return [];
  }
  const users = await request<readonly User[]>("/users", { query: { limit: SEARCHED }, signal });
  return users
    .filter((user) => isLike(user, text.toLocaleLowerCase()))
    .slice(0, SHOWN)
    .map((user) => ({
      id: `user ${user.id}`,
      label: nameOf(user),
      hint: strings.user,
      icon: UsersIcon,
      href: `/users/${encodeURIComponent(user.id)}`,
    }));
}

/** Whether a user is called so, or has a key that is. */
export function isLike(user: User, lower: string): boolean {
  return [user.name ?? "", user.id, ...user.keys.map(({ accessKeyID }) => accessKeyID)].some((text) =>
    text.toLocaleLowerCase().includes(lower),
  );
}
