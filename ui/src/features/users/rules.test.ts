import { expect, it } from "vitest";
import { storeActions } from "./actions";
import { gistOf, isOfBuckets, parseRules, presets, rulesOf, rulesText } from "./rules";
import { ruleInWords } from "./rule-words";

it("knows what its own rules come to", () => {
  for (const preset of presets.filter(isOfBuckets)) {
    const rule = rulesOf(preset, ["photos"]).at(-1);
    expect(gistOf(rule?.actions ?? [])).toBe(preset);
    expect(rule?.buckets).toEqual(["photos"]);
  }
});

it("names actions that there are", () => {
  const all: readonly string[] = storeActions;
  for (const preset of presets) {
    for (const action of rulesOf(preset, ["b"]).flatMap(({ actions }) => actions)) {
      expect(action === "*" || all.includes(action)).toBe(true);
    }
  }
});

it("says rules in words", () => {
  const words = (preset: (typeof presets)[number]) => rulesOf(preset, ["a", "b"]).map(ruleInWords);
  expect(words("administrator")).toEqual(["May do everything in all buckets."]);
  expect(words("read").at(-1)).toBe("May read in a and b.");
  expect(words("read")[0]).toContain("list of buckets");
  expect(words("own")[1]).toBe("May do everything in the buckets that it owns.");
  expect(ruleInWords({ effect: "Deny", buckets: ["log-*"], actions: ["s3:PutObject"] })).toBe(
    "Must not do s3:PutObject in buckets like log-*.",
  );
});

it("takes what it writes, and says what is wrong with other texts", () => {
  const rules = rulesOf("write", ["a"]);
  expect(parseRules(rulesText(rules))).toEqual(rules);
  expect(parseRules("{}")).toContain("list");
  expect(parseRules('[{"effect":"allow","buckets":[],"actions":[]}]')).toContain("Rule 1");
  expect(parseRules('[{"effect":"Deny","buckets":["a"],"actions":["*"],"x":1}]')).toContain("Rule 1");
  expect(typeof parseRules("[")).toBe("string");
});
