/** Where to go after signing in: a page of the console, and nowhere else. */
export function safeNext(next: string | undefined): string {
  const isPage = next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in");
  return isPage ? next : "/";
}
