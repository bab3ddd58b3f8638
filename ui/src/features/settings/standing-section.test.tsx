import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { json, problem, serve } from "../../testing/server";
import { showAt } from "../../testing/show";
import { who } from "../../testing/who";
import { StandingSection } from "./standing-section";
import { verdictOf } from "./server-section";

afterEach(() => vi.unstubAllGlobals());

const fields = [
  { name: "enabled", label: "Enabled", kind: "switch" },
  { name: "rps", label: "Requests per second", kind: "number" },
] as const;

const env = { enabled: false, rps: 0 };

it("saves what was changed, tells why that fails, and goes back to the environment", async () => {
  let override: unknown = null;
  const sent: unknown[] = [];
  serve({
    "GET /config/ratelimit": () => json(200, { env, override, effective: override ?? env }),
    "PUT /config/ratelimit": ({ body }) => {
      const values: unknown = JSON.parse(body as string);
      sent.push(values);
      if (sent.length === 1) {
        return problem(400, "InvalidArgument");
      }
      override = values;
      return json(200, { effective: values });
    },
    "DELETE /config/ratelimit": () => {
      override = null;
      return json(200, { effective: env });
    },
  });
  showAt(<StandingSection name="ratelimit" title="Limits" text="T" fields={fields} />);
  const save = await screen.findByRole<HTMLButtonElement>("button", { name: "Save" });
  expect(save.disabled).toBe(true);
  await userEvent.click(screen.getByRole("switch", { name: "Enabled" }));
  await userEvent.click(save);
  expect(await screen.findByText("InvalidArgument")).toBeTruthy();
  const rps = screen.getByLabelText("Requests per second");
  await userEvent.clear(rps);
  expect(await screen.findByText("A number belongs here")).toBeTruthy();
  expect(save.disabled).toBe(true);
  await userEvent.type(rps, "12.5");
  await userEvent.click(save);
  await userEvent.click(await screen.findByRole("button", { name: "Reset to the environment" }));
  await vi.waitFor(() =>
    expect(within(screen.getByRole("table")).getAllByText("—")).toHaveLength(fields.length),
  );
  expect(sent.at(-1)).toEqual({ enabled: true, rps: 12.5 });
});

it("keeps what somebody else changed meanwhile, and asks again before it replaces that", async () => {
  let effective = { enabled: false, rps: 1 };
  const sent: unknown[] = [];
  serve({
    "GET /config/ratelimit": () => json(200, { env, override: null, effective }),
    "PUT /config/ratelimit": ({ body }) => {
      effective = JSON.parse(body as string) as typeof effective;
      sent.push(effective);
      return json(200, { effective });
    },
  });
  showAt(<StandingSection name="ratelimit" title="Limits" text="T" fields={fields} />);
  const enabled = await screen.findByRole("switch", { name: "Enabled" });
  const save = screen.getByRole("button", { name: "Save" });
  await userEvent.click(enabled);
  effective = { enabled: false, rps: 9 };
  await userEvent.click(save);
  await screen.findByText(/^Saved\. It holds/);
  expect(sent).toEqual([{ enabled: true, rps: 9 }]);

  await userEvent.type(screen.getByLabelText("Requests per second"), "0");
  effective = { enabled: true, rps: 3 };
  await userEvent.click(save);
  expect(await screen.findByText(/Somebody else changed this.*Requests per second: 3/)).toBeTruthy();
  expect(sent).toHaveLength(1);
  await userEvent.click(save);
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toEqual({ enabled: true, rps: 90 });
});

it("tells whether what is said on the way is believed", () => {
  const me = who();
  expect(verdictOf({ ...me, ip: "10.0.0.1" })).toBe("direct");
  expect(verdictOf({ ...me, ip: "192.0.2.7", forwardedFor: "192.0.2.7, 10.0.0.1" })).toBe("believed");
  expect(verdictOf({ ...me, ip: "10.0.0.1", forwardedFor: "192.0.2.7" })).toBe("notBelieved");
  expect(verdictOf({ ...me, ip: "2001:db8::1", forwarded: 'for="[2001:db8::1]";proto=https' })).toBe("believed");
  expect(verdictOf({ ...me, ip: "1.2.3.4", forwardedFor: "11.2.3.45" })).toBe("notBelieved");
});
