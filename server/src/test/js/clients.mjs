// What the checks share: the client with its defaults, bytes that a seed decides, and how a check
// is run by its name.

import { S3Client } from "@aws-sdk/client-s3";

/** Told where the server is (the environment has the credentials), and otherwise as it comes. */
export function newClient() {
  return new S3Client({ endpoint: process.env.ENDPOINT, forcePathStyle: true });
}

/** So many bytes, the same for the same seed: the xorshift generator. */
export function bytesOf(seed, length) {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = seed;
  for (let at = 0; at < words.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[at] = state;
  }
  return Buffer.from(words.buffer, 0, length);
}

/** Runs the check that the command line names, and says so when it held. */
export async function runNamed(checks) {
  const name = process.argv[2];
  await checks[name]();
  console.log(`held: ${name}`);
}
