import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Imports go one way: routes, features, components and transfers, lib. */
const oneWay = (files, forbidden, why) => ({
  files,
  rules: {
    "no-restricted-imports": [
      "error",
      { patterns: [{ regex: `/(${forbidden.join("|")})(/|$)`, message: why }] },
    ],
  },
});

export default tseslint.config(
  { ignores: ["dist", "src/api"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ["**/*.{ts,tsx}"] })),
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { "react-hooks": hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      "max-lines": ["error", 300],
      "no-console": "error",
      "no-restricted-globals": [
        "error",
        { name: "fetch", message: "Requests go through lib/http." },
        { name: "sessionStorage", message: "Nothing is kept but the theme." },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: "Stored text is never markup.",
        },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // The router redirects by throwing what is no Error.
      "@typescript-eslint/only-throw-error": "off",
    },
  },
  { files: ["src/lib/http/send.ts"], rules: { "no-restricted-globals": "off" } },
  {
    files: ["e2e/**/*.ts"],
    rules: {
      // Tests look on from outside, and what the runner calls `use` is no hook.
      "no-restricted-globals": "off",
      "no-empty-pattern": "off",
      "no-console": "off",
      "react-hooks/rules-of-hooks": "off",
    },
  },
  oneWay(
    ["src/lib/**"],
    ["components", "transfers", "features", "routes"],
    "lib knows nothing of what uses it.",
  ),
  oneWay(["src/components/**"], ["features", "routes"], "Components know no feature."),
  oneWay(["src/transfers/**"], ["components", "features", "routes"], "Transfers know no page."),
  oneWay(["src/features/**"], ["routes"], "Features know no route."),
  {
    files: ["public/**/*.js"],
    languageOptions: {
      sourceType: "script",
      globals: { document: "readonly", localStorage: "readonly", matchMedia: "readonly" },
    },
  },
  {
    files: ["build/**/*.mjs", "eslint.config.js"],
    languageOptions: {
      globals: { console: "readonly", process: "readonly", Buffer: "readonly", URL: "readonly" },
    },
  },
);
