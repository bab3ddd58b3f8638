import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { json, problem, serve, type Answers } from "../../testing/server";
import { showAt } from "../../testing/show";
import { who } from "../../testing/who";
import { NewUserDialog } from "./new-user-dialog";

afterEach(() => vi.unstubAllGlobals());

function show(answers: Answers) {
  serve({
    "GET /whoami": () => json(200, who("s3:ListAllMyBuckets")),
    "GET /s3?limit=50": () => json(200, { buckets: [{ name: "photos" }] }),
    ...answers,
  });
  const onClose = vi.fn();
  showAt(<NewUserDialog onClose={onClose} />);
  return onClose;
}

it("makes a user who may only read one bucket, and shows the secret until it was kept", async () => {
  let sent: unknown;
  const onClose = show({
    "POST /users": ({ body }) => {
      sent = JSON.parse(body as string);
      return json(201, { accessKeyID: "AK", secretAccessKey: "the-secret", userId: "u1" });
    },
  });
  await userEvent.type(await screen.findByLabelText("Name"), "ann");
  const create = screen.getByRole<HTMLButtonElement>("button", { name: "Create user" });
  expect(create.disabled).toBe(true);
  await userEvent.type(screen.getByLabelText("In which buckets", { selector: "input" }), "photos{Enter}");
  await userEvent.click(create);
  expect(await screen.findByText("the-secret")).toBeTruthy();
  await userEvent.keyboard("{Escape}");
  expect(screen.getByText("the-secret")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "I have saved it" }));
  expect(onClose).toHaveBeenCalled();
  expect(sent).toMatchObject({ name: "ann" });
  const { acl } = sent as { acl: { buckets: string[]; actions: string[] }[] };
  expect(acl.at(-1)?.buckets).toEqual(["photos"]);
  expect(acl.flatMap(({ actions }) => actions)).toContain("s3:GetObject");
  expect(acl.flatMap(({ actions }) => actions)).not.toContain("s3:PutObject");
});

it("tells in the dialog why a user could not be made, and keeps what was typed", async () => {
  show({ "POST /users": () => problem(409, "UserNameTaken") });
  await userEvent.type(await screen.findByLabelText("Name"), "ann");
  await userEvent.click(screen.getByLabelText(/^Nothing yet/));
  await userEvent.click(screen.getByRole("button", { name: "Create user" }));
  expect(await screen.findByText("UserNameTaken")).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("ann");
});

it("stays while the user is being made, whose secret would be lost", async () => {
  let answer: (response: Response) => void = () => undefined;
  const made = new Promise<Response>((done) => {
    answer = done;
  });
  const onClose = show({ "POST /users": () => made });
  await userEvent.click(await screen.findByLabelText(/^Nothing yet/));
  await userEvent.click(screen.getByRole("button", { name: "Create user" }));
  await userEvent.keyboard("{Escape}");
  expect(onClose).not.toHaveBeenCalled();
  answer(json(201, { accessKeyID: "AK", secretAccessKey: "the-secret", userId: "u1" }));
  expect(await screen.findByText("the-secret")).toBeTruthy();
});

it("offers the buckets there are before what stands for many, and says what that is", async () => {
  show({});
  await userEvent.click(await screen.findByLabelText("In which buckets", { selector: "input" }));
  await screen.findByText("photos");
  const offered = screen.getAllByRole("option", { hidden: true }).map((option) => option.textContent);
  expect(offered.slice(0, 3)).toEqual(["photos", "* all buckets", "@own those that the user owns"]);
});
