import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { showAt } from "../../../testing/show";
import { json, problem, serve } from "../../../testing/server";
import { settingQuery, saveSetting } from "./api";
import { record, text } from "./check";
import { SettingEditor, type Setting } from "./setting-editor";

afterEach(() => vi.unstubAllGlobals());

interface Motto {
  readonly motto: string;
}

const motto: Setting<Motto> = {
  id: "motto",
  title: "Motto",
  query: settingQuery<Motto>("b", "tagging"),
  action: "s3:GetBucketTagging",
  check: (document) => ({ motto: text(record(document, ["motto"]).motto, "motto") }),
  empty: { motto: "" },
  form: (value, change) => (
    <input
      aria-label="motto"
      value={value.motto}
      onChange={({ currentTarget }) => change({ motto: currentTarget.value })}
    />
  ),
  meaning: (before, after) => <p>{`${before?.motto ?? "none"} becomes ${after?.motto ?? "none"}`}</p>,
  save: (value) => saveSetting("b", "tagging", value),
};

const GET = "GET /s3/b?tagging&if-set";

async function review() {
  await userEvent.click(await screen.findByRole("button", { name: "Review and save" }));
  return within(await screen.findByRole("dialog"));
}

it("saves only after showing what changes and what that means", async () => {
  let kept: Motto | null = { motto: "old" };
  const asked = serve({
    [GET]: () => json(200, kept),
    "PUT /s3/b?tagging": ({ body }) => {
      kept = JSON.parse(body as string) as Motto;
      return json(200, null);
    },
  });
  showAt(<SettingEditor setting={motto} />);
  await userEvent.type(await screen.findByLabelText("motto"), "er");
  const dialog = await review();
  expect(asked.some((name) => name.startsWith("PUT"))).toBe(false);
  expect(dialog.getByText("old becomes older")).toBeTruthy();
  const diff = dialog.getByRole("group").textContent;
  expect(diff).toContain('− removed:   "motto": "old"');
  expect(diff).toContain('+ added:   "motto": "older"');

  await userEvent.click(dialog.getByRole("button", { name: "Save" }));
  await screen.findByText("Saved");
  expect(kept).toEqual({ motto: "older" });
});

it("says in JSON what the form says, and the other way round", async () => {
  serve({ [GET]: () => json(200, { motto: "old" }) });
  showAt(<SettingEditor setting={motto} />);
  await userEvent.type(await screen.findByLabelText("motto"), "er");
  await userEvent.click(screen.getByText("JSON"));
  const area = await screen.findByLabelText<HTMLTextAreaElement>("Motto in JSON");
  expect(JSON.parse(area.value)).toEqual({ motto: "older" });
  await userEvent.clear(area);
  await userEvent.type(area, '{{"motto": "new"}');
  await userEvent.click(screen.getByText("Form"));
  expect((await screen.findByLabelText<HTMLInputElement>("motto")).value).toBe("new");
});

it("lets nobody save what cannot be read, and says why", async () => {
  serve({ [GET]: () => json(200, { motto: "old" }) });
  showAt(<SettingEditor setting={motto} />, "/", "/?json=motto");
  const area = await screen.findByLabelText("Motto in JSON");
  await userEvent.clear(area);
  await userEvent.type(area, '{{"moto": 1}');
  expect(await screen.findByText(/no field moto/)).toBeTruthy();
  const button = screen.getByRole<HTMLButtonElement>("button", { name: "Review and save" });
  expect(button.disabled).toBe(true);
});

it("compares with how it is now, and says that somebody else changed it", async () => {
  const answers = [{ motto: "old" }, { motto: "theirs" }];
  serve({ [GET]: () => json(200, answers.shift()) });
  showAt(<SettingEditor setting={motto} />);
  await userEvent.type(await screen.findByLabelText("motto"), "er");
  const dialog = await review();
  expect(dialog.getByText(/changed by somebody else/)).toBeTruthy();
  expect(dialog.getByText("theirs becomes older")).toBeTruthy();
});

it("compares with nothing where it cannot be told how it is now, and says why", async () => {
  let isAway = false;
  serve({ [GET]: () => (isAway ? problem(500, "InternalError") : json(200, { motto: "old" })) });
  showAt(<SettingEditor setting={motto} />);
  await userEvent.type(await screen.findByLabelText("motto"), "er");
  isAway = true;
  await userEvent.click(screen.getByRole("button", { name: "Review and save" }));
  expect((await screen.findByRole("alert")).textContent).toContain("What InternalError means.");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>("motto").value).toBe("older");
  isAway = false;
  const dialog = await review();
  expect(dialog.getByText("old becomes older")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

it("keeps the job in the address while it goes to JSON and back", async () => {
  serve({ [GET]: () => json(200, { motto: "old" }) });
  const { history } = showAt(<SettingEditor setting={motto} />, "/", "/?job=j1");
  await userEvent.click(await screen.findByText("JSON"));
  await screen.findByLabelText("Motto in JSON");
  expect(history.location.search).toBe("?job=j1&json=motto");
  await userEvent.click(screen.getByText("Form"));
  await screen.findByLabelText("motto");
  expect(history.location.search).toBe("?job=j1");
});

it("leaves what was begun at one bucket behind at another", async () => {
  serve({
    [GET]: () => json(200, { motto: "old" }),
    "GET /s3/c?tagging&if-set": () => json(200, { motto: "other" }),
  });
  showAt(<AnyBucket />);
  const shown = async () => (await screen.findByLabelText<HTMLInputElement>("motto")).value;
  const go = () => userEvent.click(screen.getByRole("button", { name: "go" }));
  expect(await shown()).toBe("old");
  await go();
  expect(await shown()).toBe("other");
  await go();
  await userEvent.type(await screen.findByLabelText("motto"), "er");
  await go();
  expect(await shown()).toBe("other");
});

function AnyBucket() {
  const [bucket, setBucket] = useState("b");
  return (
    <>
      <button onClick={() => setBucket(bucket === "b" ? "c" : "b")}>go</button>
      <SettingEditor setting={{ ...motto, query: settingQuery<Motto>(bucket, "tagging") }} />
    </>
  );
}

it("tells why the server would not save it, and keeps what was typed", async () => {
  serve({
    [GET]: () => json(200, null),
    "PUT /s3/b?tagging": () => problem(400, "MalformedPolicy"),
  });
  showAt(<SettingEditor setting={motto} />);
  await userEvent.type(await screen.findByLabelText("motto"), "new");
  const dialog = await review();
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText("MalformedPolicy")).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Go on editing" }));
  expect(screen.getByLabelText<HTMLInputElement>("motto").value).toBe("new");
});

it("takes away what is set by DELETE, after a look", async () => {
  let isThere = true;
  serve({
    [GET]: () => json(200, isThere ? { motto: "old" } : null),
    "DELETE /s3/b?tagging": () => {
      isThere = false;
      return new Response(null, { status: 204 });
    },
  });
  showAt(<SettingEditor setting={motto} />);
  await userEvent.click(await screen.findByRole("button", { name: "Remove" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Remove" }));
  await screen.findByText("Saved");
  expect(isThere).toBe(false);
});
