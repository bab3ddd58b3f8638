const USER = /^arn:aws:iam::\d*:user\/(.+)$/;

/** The name in the ARN of a user; empty where it is none. */
export function nameOfUser(arn: string | undefined): string {
  return USER.exec(arn ?? "")?.[1] ?? "";
}
