import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** What the server writes a fresh nonce over, in every answer with index.html. */
const NONCE_PLACEHOLDER = "BYTEBUCKET-NONCE";

/** The parts of Mantine that signing in and the states of pages are made of. */
const PARTS = [
  "ActionIcon",
  "Alert",
  "Button",
  "Center",
  "CloseButton",
  "Code",
  "Group",
  "Input",
  "InputBase",
  "Loader",
  "Paper",
  "PasswordInput",
  "Skeleton",
  "Stack",
  "Text",
  "TextInput",
  "ThemeIcon",
  "Title",
  "Transition",
  "UnstyledButton",
  "VisuallyHidden",
].join("|");

/** What the first view is made of, though other pages use it too. */
const FIRST = [
  `@mantine/core/esm/(core|components/(${PARTS}))/`,
  "node_modules/(react|react-dom|scheduler)/",
  "src/components/(icons-base|copy-button|logo|strings|states/(delayed|empty|loading|message|trouble))\\.",
  "src/features/sign-in/sign-in-form\\.",
  "src/lib/(base|clipboard|next|nonce|http/(problem|send|session))\\.",
].join("|");

export default defineConfig({
  // Addresses are relative: the server says in <base> where the console is mounted.
  base: "./",
  html: { cspNonce: NONCE_PLACEHOLDER },
  plugins: [
    react(),
    {
      // In place of the server, which says where the console is mounted.
      name: "base-of-development",
      apply: "serve",
      transformIndexHtml: (html) => html.replace('<base href="./"', '<base href="/"'),
    },
  ],
  build: {
    target: "es2022",
    manifest: true,
    // The licences of all that is bundled, beside it.
    license: { fileName: "licenses.md" },
    modulePreload: { polyfill: false },
    // The policy allows no data: addresses but for images, and files are cached for good anyway.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What the first view is made of is one file: of many small ones, each is compressed for
        // itself, and the names of all stand in the first.
        codeSplitting: { groups: [{ name: "first", test: new RegExp(FIRST) }] },
      },
    },
  },
  server: {
    // The host stays the browser's: the server takes changes from pages of that host alone.
    proxy: {
      "/api": { target: process.env.ADMIN ?? "http://127.0.0.1:9001", changeOrigin: false },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}", "e2e/**/*.test.ts"],
    setupFiles: ["src/testing/setup.ts"],
    css: false,
    restoreMocks: true,
    // Typing is slow in a browser that is none, on a machine that does something else beside.
    testTimeout: 60_000,
  },
});
