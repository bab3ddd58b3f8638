import type { Cors, CorsRule } from "../../../api/types.gen";
import { count, list, record, text, texts } from "../setting/check";

export const methods = ["GET", "HEAD", "PUT", "POST", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** Reads a configuration; throws an Error that says what is wrong with it. */
export function checkCors(document: unknown): Cors {
  const { CORSRules } = record(document, ["CORSRules"]);
  return { CORSRules: list(CORSRules, "CORSRules").map(checkRule) };
}

function checkRule(rule: unknown): CorsRule {
  const fields = [
    "ID",
    "AllowedMethods",
    "AllowedOrigins",
    "AllowedHeaders",
    "ExposeHeaders",
    "MaxAgeSeconds",
  ];
  const found = record(rule, fields, "A rule");
  return {
    ...(found.ID === undefined ? {} : { ID: text(found.ID, "ID") }),
    AllowedOrigins: texts(found.AllowedOrigins, "AllowedOrigins"),
    AllowedMethods: list(found.AllowedMethods, "AllowedMethods").map(checkMethod),
    ...(found.AllowedHeaders === undefined
      ? {}
      : { AllowedHeaders: texts(found.AllowedHeaders, "AllowedHeaders") }),
    ...(found.ExposeHeaders === undefined
      ? {}
      : { ExposeHeaders: texts(found.ExposeHeaders, "ExposeHeaders") }),
    ...(found.MaxAgeSeconds === undefined
      ? {}
      : { MaxAgeSeconds: count(found.MaxAgeSeconds, "MaxAgeSeconds") }),
  };
}

function checkMethod(method: unknown): Method {
  const known = methods.find((name) => name === method);
  if (known === undefined) {
    throw new Error(`AllowedMethods are of ${methods.join(", ")}`);
  }
  return known;
}

/** The origins that may do with a method what they might not before. */
export function widened(before: Cors | null, after: Cors | null): string[] {
  const had = new Set(pairs(before));
  return [
    ...new Set(pairs(after).filter((pair) => !had.has(pair)).map((pair) => pair.split(" ")[1] ?? "")),
  ];
}

function pairs(cors: Cors | null): string[] {
  return (cors?.CORSRules ?? []).flatMap(({ AllowedMethods, AllowedOrigins }) =>
    AllowedOrigins.flatMap((origin) => AllowedMethods.map((method) => `${method} ${origin}`)),
  );
}

/** A rule by which a site may read. */
export function readRule(origin: string): CorsRule {
  return { AllowedOrigins: [origin], AllowedMethods: ["GET", "HEAD"], MaxAgeSeconds: 3600 };
}

/** A rule by which a site may upload, in parts too. */
export function uploadRule(origin: string): CorsRule {
  return {
    AllowedOrigins: [origin],
    AllowedMethods: ["GET", "HEAD", "PUT", "POST"],
    AllowedHeaders: ["*"],
    ExposeHeaders: ["ETag"],
    MaxAgeSeconds: 3600,
  };
}
