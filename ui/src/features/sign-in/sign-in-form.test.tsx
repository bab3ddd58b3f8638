import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { json, problem, serve, type Answers } from "../../testing/server";
import { SignInForm } from "./sign-in-form";

afterEach(() => vi.unstubAllGlobals());

const session = () =>
  json(200, { session: { accessKey: "AK", name: "ann", csrfToken: "t" } });

async function submit(answers: Answers) {
  serve({ "GET /session?if-any": session, ...answers });
  const signedIn = vi.fn();
  render(
    <MantineProvider>
      <SignInForm onSignedIn={signedIn} />
    </MantineProvider>,
  );
  await userEvent.type(screen.getByLabelText("Access key"), " AK ");
  await userEvent.type(screen.getByLabelText("Secret key"), "secret{Enter}");
  return signedIn;
}

it("signs in by what was typed, less blanks that were pasted along", async () => {
  let sent: unknown;
  const signedIn = await submit({
    "POST /login": ({ body }) => {
      sent = JSON.parse(body as string);
      return session();
    },
  });
  await vi.waitFor(() => expect(signedIn).toHaveBeenCalledOnce());
  expect(sent).toEqual({ accessKey: "AK", secret: "secret" });
});

it("asks for a code where one is needed, and sends it along", async () => {
  const sent: string[] = [];
  const signedIn = await submit({
    "POST /login": ({ body }) => {
      sent.push(body as string);
      return sent.length === 1 ? problem(401, "SecondFactorRequired") : session();
    },
  });
  await userEvent.type(await screen.findByLabelText("Second-factor code"), "123456{Enter}");
  await vi.waitFor(() => expect(signedIn).toHaveBeenCalledOnce());
  expect(JSON.parse(sent[1] ?? "")).toMatchObject({ code: "123456" });
});

it("says what was wrong, and keeps what was typed", async () => {
  const signedIn = await submit({ "POST /login": () => problem(401, "InvalidCredentials") });
  expect((await screen.findByRole("alert")).textContent).toContain("is wrong");
  expect(screen.getByLabelText<HTMLInputElement>("Secret key").value).toBe("secret");
  expect(signedIn).not.toHaveBeenCalled();
});

it("counts down where there were too many failures, and lets nobody try before", async () => {
  await submit({ "POST /login": () => problem(429, "TooManyFailures", { "retry-after": "125" }) });
  expect((await screen.findByRole("timer")).textContent).toMatch(/2 min 0[45] s/);
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Sign in" }).disabled).toBe(true);
});
