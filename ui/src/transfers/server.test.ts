import { afterEach, expect, it, vi } from "vitest";
import { apiServer } from "./server";
import { upload } from "./testing/uploads";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const late = () => new DOMException("late", "TimeoutError");

it("waits for no answer for ever: one that does not end is one that the network lost", async () => {
  const within = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => AbortSignal.abort(late()));
  // Its header came, and the connection died after that.
  vi.stubGlobal("fetch", () => Promise.resolve({ ok: true, text: () => Promise.reject(late()) }));
  await expect(apiServer.lookUp("b", "k")).rejects.toMatchObject({ status: 0, code: "NetworkError" });
  const sent = upload({ kind: "completing" }, { uploadId: "up" });
  await expect(apiServer.complete(sent)).rejects.toMatchObject({ status: 0, code: "NetworkError" });
  const [short = 0, long = 0] = within.mock.calls.map(([ms]) => ms);
  // Putting many parts together may take a while.
  expect(long).toBeGreaterThan(short);
});

it("takes the checksum of an object of the same size alone, and of the same kind", async () => {
  const info = (document: object) =>
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(document))));
  const sent = upload({ kind: "checking" }, { size: 5 });
  info({ size: 5, checksum: { algorithm: "CRC32C", type: "COMPOSITE", value: "AAAAAA==-2" } });
  expect(await apiServer.checksum(sent)).toBe("AAAAAA==-2");
  info({ size: 6, checksum: { algorithm: "CRC32C", type: "FULL_OBJECT", value: "AAAAAA==" } });
  expect(await apiServer.checksum(sent)).toBeUndefined();
  info({ size: 5, checksum: { algorithm: "CRC64NVME", type: "FULL_OBJECT", value: "AAAAAAAAAAA=" } });
  expect(await apiServer.checksum(sent)).toBeUndefined();
});
