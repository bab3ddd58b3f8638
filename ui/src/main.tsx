import "./components/styles-base";
import "./components/global.css";
import { MantineProvider } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { colorSchemes, theme } from "./components/theme";
import { styleNonce } from "./lib/nonce";
import { makeRouter } from "./routes/router";

const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no element of the id root");
}
const router = makeRouter();

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
      getStyleNonce={() => styleNonce}
    >
      <RouterProvider router={router} />
    </MantineProvider>
  </StrictMode>,
);
