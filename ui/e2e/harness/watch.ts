import { expect, type BrowserContext, type ConsoleMessage } from "@playwright/test";

/** An answer that is an error, as Chromium tells of it in the console of the page. */
const STATUS = /^Failed to load resource: the server responded with a status of (\d+)/;

/** What browsers say as they keep a page from another's answers. */
const BLOCKED =
  /blocked by CORS policy|^Refused to|^Framing .* violates|^Blocked script execution|violates the following|^CSP: |MIME type/;

/**
 * Looks on while a test runs, and knows at its end whether the browser complained: reports of the
 * content security policy, errors in the console, scripts that failed, answers that are errors, and
 * requests to anybody but the server. What a test means to bring about, it says before.
 */
export class Watch {
  private readonly complaints: string[] = [];
  private readonly statuses = new Set<number>();
  private readonly others = new Set<string>();
  private isOffline = false;
  private isHostile = false;

  constructor(private readonly base: string) {}

  /** The test brings about answers with these statuses. */
  expectStatus(...statuses: number[]): void {
    statuses.forEach((status) => this.statuses.add(status));
  }

  /** The test makes the server or the network go away. */
  expectOffline(): void {
    this.isOffline = true;
  }

  /** The test has a page of somebody else do what browsers and server do not let it. */
  expectBlocked(): void {
    this.isHostile = true;
  }

  /** The test goes to this origin, too. */
  expectOrigin(origin: string): void {
    this.others.add(origin);
  }

  /** Begins to look on. */
  async attach(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    context.on("console", (message) => this.onConsole(message));
    context.on("weberror", (error) => this.complaints.push(`script: ${error.error().message}`));
    context.on("request", (request) => this.onRequest(request.url()));
    context.on("page", (page) => {
      page.on("crash", () => this.complaints.push("the page crashed"));
      page.on("websocket", (socket) => this.complaints.push(`web socket: ${socket.url()}`));
    });
  }

  /** Fails the test if the browser complained. */
  verify(): void {
    expect(this.complaints, "what the browser complained of").toEqual([]);
  }

  private onConsole(message: ConsoleMessage): void {
    if (message.type() !== "error" && message.type() !== "warning") {
      return;
    }
    const text = message.text();
    const status = STATUS.exec(text)?.[1];
    if (status !== undefined && this.statuses.has(Number(status))) {
      return;
    }
    if (this.isHostile && BLOCKED.test(text)) {
      return;
    }
    if (this.isOffline && text.startsWith("Failed to load resource: net::")) {
      return;
    }
    const { url } = message.location();
    this.complaints.push(`${message.type()}: ${text} (${url.replace(this.base, "/")})`);
  }

  private onRequest(url: string): void {
    const { protocol, origin } = new URL(url);
    const isOurs = origin === new URL(this.base).origin || this.others.has(origin);
    if (/^https?:$/.test(protocol) && !isOurs) {
      this.complaints.push(`request to another origin: ${url}`);
    }
  }
}
