import { Problem } from "./problem";

/** The one place that asks the network. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: "same-origin", redirect: "error", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") {
      throw error;
    }
    throw new Problem(0, "NetworkError", "The server cannot be reached.", "");
  }
}
