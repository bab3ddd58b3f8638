import { createHash } from "node:crypto";
import { request } from "node:http";
import { administrator } from "./server-process";

/** Who signs in. */
export interface Credentials {
  readonly accessKey: string;
  readonly secret: string;
}

/** A rule of a user. */
export interface Rule {
  readonly effect: "Allow" | "Deny";
  readonly buckets: readonly string[];
  readonly actions: readonly string[];
}

const asAdministrator = {
  "x-admin-accesskey": administrator.accessKey,
  "x-admin-secret": administrator.secret,
} as const;

const BUSY_WAIT_MAX_MS = 4_000;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly cookies: readonly string[];
  readonly etag: string | undefined;
}

type Query = Readonly<Record<string, string | number | true>>;

/**
 * What tests make and look at behind the back of the browser, as the administrator. Calls fail
 * unless they succeed.
 */
export class Store {
  /** By that admin port. */
  constructor(readonly api: string) {}

  /** A new bucket. */
  async bucket(name: string, { versioned = false } = {}): Promise<string> {
    await this.call("PUT", `/s3/${name}`);
    if (versioned) {
      await this.call("PUT", `/s3/${name}`, { query: { versioning: true }, json: { status: "Enabled" } });
    }
    return name;
  }

  /** An object; its type is text unless `headers` say otherwise. */
  async put(
    bucket: string,
    key: string,
    body: string | Uint8Array = `the object ${key}`,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    await this.call("PUT", `/objects/${bucket}`, {
      query: { key },
      body,
      headers: { "content-type": "text/plain", ...headers },
    });
  }

  /** Many small objects, `count` of them, with the keys that `keyOf` makes of 0, 1, 2 and so on. */
  async putMany(bucket: string, count: number, keyOf: (n: number) => string): Promise<void> {
    let next = 0;
    const worker = async () => {
      for (let n = next++; n < count; n = next++) {
        await this.put(bucket, keyOf(n), "x");
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
  }

  /** The bytes of an object as text; undefined where there is none. */
  async text(bucket: string, key: string): Promise<string | undefined> {
    const answer = await this.attempt("GET", `/objects/${bucket}`, { query: { key } });
    return answer.status === 404 ? undefined : expectSuccess(answer, `GET ${key}`).text;
  }

  /** The SHA-256 of the bytes of an object, in hex. */
  sha256(bucket: string, key: string): Promise<string> {
    const url = new URL(`${this.api}/api/objects/${bucket}`);
    url.searchParams.set("key", key);
    return new Promise((done, failed) => {
      const hash = createHash("sha256");
      const sent = request(url, { headers: asAdministrator }, (response) => {
        response.on("data", (piece: Buffer) => hash.update(piece));
        response.on("error", failed);
        response.on("end", () => done(hash.digest("hex")));
      });
      sent.on("error", failed);
      sent.end();
    });
  }

  /** The keys of a bucket that begin so, 1,000 at the most. */
  async keys(bucket: string, prefix = ""): Promise<string[]> {
    const page = await this.json<{ contents: { key: string }[] }>("GET", `/s3/${bucket}`, {
      query: { prefix },
    });
    return page.contents.map(({ key }) => key);
  }

  /** Names of the buckets that begin so. */
  async buckets(prefix: string): Promise<string[]> {
    const page = await this.json<{ buckets: { name: string }[] }>("GET", "/s3/", { query: { prefix } });
    return page.buckets.map(({ name }) => name);
  }

  /** A new user with those rules, and the first key of it. */
  async user(name: string, rules: readonly Rule[]): Promise<Credentials> {
    const made = await this.json<{ accessKeyID: string; secretAccessKey: string }>("POST", "/users", {
      json: { name, acl: rules },
    });
    return { accessKey: made.accessKeyID, secret: made.secretAccessKey };
  }

  /** Runs a job to its end, and returns its status. */
  async job(document: object): Promise<string> {
    return (await this.endedJob(document)).status;
  }

  /** The job itself, once it has come to its end. */
  async endedJob(document: object): Promise<{ readonly id: string; readonly status: string }> {
    const { id } = await this.json<{ id: string }>("POST", "/jobs", { json: document });
    for (;;) {
      const { status } = await this.json<{ status: string }>("GET", `/jobs/${id}`);
      if (status !== "waiting" && status !== "running") {
        return { id, status };
      }
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  /** Ends all sessions of whom that key is of. */
  async endSessions(accessKey: string): Promise<void> {
    await this.call("DELETE", `/users/${accessKey}/sessions`);
  }

  /** Signs in as the form does, and returns the name and the value of the cookie. */
  async session(who: Credentials): Promise<{ name: string; value: string }> {
    const answer = await this.attempt("POST", "/login", { json: who, anonymous: true });
    const [, name = "", value = ""] =
      /^([^=]+)=([^;]*)/.exec(expectSuccess(answer, "POST /login").cookies[0] ?? "") ?? [];
    return { name, value };
  }

  /** Has somebody put an object where they may not, by a session of their own, and returns the id of that request. */
  async refusal(who: Credentials, bucket: string, key: string): Promise<string> {
    const { name, value } = await this.session(who);
    const headers = { cookie: `${name}=${value}` };
    const session = await this.attempt("GET", "/session", { headers, anonymous: true });
    const { csrfToken } = JSON.parse(expectSuccess(session, "GET /session").text) as { csrfToken: string };
    const answer = await this.attempt("PUT", `/objects/${bucket}`, {
      query: { key },
      body: "mine",
      headers: { ...headers, "x-csrf-token": csrfToken, origin: this.api },
      anonymous: true,
    });
    if (answer.status !== 403) {
      throw new Error(`PUT ${key} was not refused, but answered by ${answer.status}`);
    }
    return (JSON.parse(answer.text) as { requestId: string }).requestId;
  }

  /** A call of the API that brings a document. */
  async json<T>(method: string, path: string, call: Call = {}): Promise<T> {
    return JSON.parse((await this.call(method, path, call)).text) as T;
  }

  /** A call of the API. A server that is busy is asked again, as every client does. */
  async call(method: string, path: string, call: Call = {}): Promise<Answer> {
    for (let waitMs = 250; ; waitMs *= 2) {
      const answer = await this.attempt(method, path, call);
      if (answer.status !== 503 || waitMs > BUSY_WAIT_MAX_MS) {
        return expectSuccess(answer, `${method} ${path}`);
      }
      await new Promise((done) => setTimeout(done, waitMs));
    }
  }

  /** A call of the API, whatever it is answered. */
  attempt(method: string, path: string, call: Call = {}): Promise<Answer> {
    const url = new URL(`${this.api}/api${path}`);
    for (const [name, value] of Object.entries(call.query ?? {})) {
      url.searchParams.set(name, value === true ? "" : String(value));
    }
    const headers: Record<string, string> = call.anonymous ? {} : { ...asAdministrator };
    const body = call.json === undefined ? call.body : JSON.stringify(call.json);
    if (call.json !== undefined) {
      headers["content-type"] = "application/json";
    }
    return new Promise((done, failed) => {
      const sent = request(url, { method, headers: { ...headers, ...call.headers } }, (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("error", failed);
        response.on("end", () =>
          done({
            status: response.statusCode ?? 0,
            text: Buffer.concat(pieces).toString("utf8"),
            cookies: response.headers["set-cookie"] ?? [],
            etag: response.headers.etag,
          }),
        );
      });
      sent.on("error", failed);
      sent.end(body);
    });
  }
}

interface Call {
  readonly query?: Query;
  readonly json?: unknown;
  readonly body?: string | Uint8Array | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Without the credentials of the administrator. */
  readonly anonymous?: boolean;
}

function expectSuccess(answer: Answer, what: string): Answer {
  if (answer.status < 200 || answer.status > 299) {
    throw new Error(`${what} was answered by ${answer.status} ${answer.text}`);
  }
  return answer;
}
