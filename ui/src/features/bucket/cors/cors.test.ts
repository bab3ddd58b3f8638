import { expect, it } from "vitest";
import { checkCors, readRule, uploadRule, widened } from "./cors";

it("reads what the server takes, and says what it does not", () => {
  const cors = { CORSRules: [uploadRule("https://a.example")] };
  expect(checkCors(cors)).toEqual(cors);
  expect(() => checkCors({ CORSRules: [{ AllowedOrigins: ["*"], AllowedMethods: ["PATCH"] }] })).toThrow(
    "AllowedMethods",
  );
  expect(() => checkCors({ rules: [] })).toThrow("no field rules");
  expect(() => checkCors({ CORSRules: [{ ...readRule("*"), MaxAgeSeconds: -1 }] })).toThrow("0 or more");
});

it("tells which origins get more than they had", () => {
  const before = { CORSRules: [readRule("https://a.example")] };
  const after = { CORSRules: [uploadRule("https://a.example"), readRule("https://b.example")] };
  expect(widened(before, after)).toEqual(["https://a.example", "https://b.example"]);
  expect(widened(after, before)).toEqual([]);
  expect(widened(null, null)).toEqual([]);
});
