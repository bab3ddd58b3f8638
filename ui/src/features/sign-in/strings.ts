/** What signing in says. */
export const strings = {
  title: "Sign in",
  again: "Sign in again",
  overText: (name: string) =>
    `The session of ${name} is over. The page behind this is as you left it, and uploads wait.`,
  otherUser: "Signing in as somebody else opens the console anew.",
  accessKey: "Access key",
  secret: "Secret key",
  code: "Second-factor code",
  codeHint: "Six digits from your app, or a recovery code",
  submit: "Sign in",
  wrong: "The access key or the secret key is wrong.",
  wrongCode: "That code is wrong or was used before. Wait for the next one.",
  locked: (seconds: number) => `Too many failures. Try again in ${countdown(seconds)}.`,
  notAllowed: "That key is right, but it may not sign in here.",
  firstRun: "On its first start, the server prints both keys in its terminal.",
} as const;

function countdown(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes > 0
    ? `${minutes} min ${String(seconds % 60).padStart(2, "0")} s`
    : `${seconds} s`;
}
