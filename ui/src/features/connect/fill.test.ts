import { expect, it } from "vitest";
import { clients } from "./clients";
import { asSeenHere, fill, isEndpoint, isLocal } from "./fill";

const place = {
  endpoint: "https://s3.example.com:9443",
  region: "eu-west-1",
  accessKey: "AK",
  secretKey: "it's \"${a}\" & <b>\\",
  bucket: "photos",
};

it.each([
  ["sh", `'it'\\''s "\${a}" & <b>\\'`, "'{{secretKey}}'"],
  ["py", `"it's \\"\${a}\\" & <b>\\\\"`, '"{{secretKey}}"'],
  ["tf", `"it's \\"$\${a}\\" & <b>\\\\"`, '"{{secretKey}}"'],
  ["xml", `it's "\${a}" &amp; &lt;b>\\`, "{{secretKey}}"],
])("writes a secret so that it stands for itself in a file of kind %s", (kind, written, template) => {
  expect(fill(template, kind, place)).toBe(written);
});

it("tells host and scheme apart for clients that ask for them so", () => {
  expect(fill("{{host}} {{isSecure}}", "cfg", place)).toBe("s3.example.com:9443 true");
});

it("knows every name in every text, and leaves none of them", () => {
  for (const { id, parts } of clients) {
    const all = parts.map(({ kind, template }) => fill(template, kind, place)).join("");
    expect(all, id).not.toContain("{{");
    expect(all, id).toContain("s3.example.com:9443");
    expect(all, id).toContain("AK");
    expect(all, id).toContain("photos");
  }
});

it("takes the host of the console for a server that only knows itself", () => {
  expect(asSeenHere("http://127.0.0.1:9000", "nas.example")).toBe("http://nas.example:9000");
  expect(asSeenHere("http://127.0.0.1:9000", "localhost")).toBe("http://127.0.0.1:9000");
  expect(asSeenHere("https://s3.example", "nas.example")).toBe("https://s3.example");
});

it("knows addresses that can be used, and those that lead no further than this machine", () => {
  expect(isEndpoint("http://localhost:9000")).toBe(true);
  expect(isEndpoint("http://localhost:9000/")).toBe(false);
  expect(isEndpoint("localhost:9000")).toBe(false);
  expect(isLocal("http://127.0.0.1:9000")).toBe(true);
  expect(isLocal("http://s3.example.com")).toBe(false);
});
