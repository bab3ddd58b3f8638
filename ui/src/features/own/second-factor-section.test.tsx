import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { json, problem, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import { SecondFactorSection } from "./second-factor-section";

afterEach(() => vi.unstubAllGlobals());

it("turns it on by a code of the app, and shows the recovery codes until they were kept", async () => {
  let isOn = false;
  const sent: string[] = [];
  const asked = serve({
    "GET /second-factor": () => json(200, { enabled: isOn, recoveryCodesLeft: isOn ? 10 : 0 }),
    "POST /second-factor": () => json(201, { secret: "ABCD", uri: "otpauth://totp/x?secret=ABCD" }),
    "POST /second-factor/confirm": ({ body }) => {
      sent.push(body as string);
      if (sent.length === 1) {
        return problem(400, "InvalidCode");
      }
      isOn = true;
      return json(200, { recoveryCodes: ["r-1", "r-2"] });
    },
  });
  showAt(<SecondFactorSection />);
  await userEvent.click(await screen.findByRole("button", { name: "Turn on…" }));
  expect(await screen.findByRole("img", { name: /QR/ })).toBeTruthy();
  await userEvent.type(screen.getByLabelText("Code"), "111 111{Enter}");
  expect(await screen.findByText("InvalidCode")).toBeTruthy();
  await userEvent.clear(screen.getByLabelText("Code"));
  await userEvent.type(screen.getByLabelText("Code"), "222222{Enter}");
  expect(await screen.findByText("r-2")).toBeTruthy();
  await userEvent.keyboard("{Escape}");
  expect(screen.getByText("r-1")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "I have saved them" }));
  expect(await screen.findByText("10 recovery codes are left.")).toBeTruthy();
  expect(sent.map((body) => JSON.parse(body) as unknown)).toEqual([{ code: "111111" }, { code: "222222" }]);
  // Each asking makes another secret.
  expect(asked.filter((call) => call === "POST /second-factor")).toHaveLength(1);
});
