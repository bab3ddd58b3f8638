import { createTheme, localStorageColorSchemeManager, type MantineColorsTuple } from "@mantine/core";
import { strings } from "./strings";

/** The one accent: dark enough for white text on it, and for itself on white. */
const water: MantineColorsTuple = [
  "#e6f7fa",
  "#cfecf2",
  "#9fd8e4",
  "#6cc3d6",
  "#44b1ca",
  "#2ba6c2",
  "#1a8fab",
  "#0b7285",
  "#085f70",
  "#04404d",
];

/** Dialogs name what closes them, and their heads are none of the page. */
const dialog = {
  defaultProps: {
    closeButtonProps: { "aria-label": strings.close },
    styles: { title: { fontWeight: 600 } },
    attributes: { header: { role: "presentation" } },
  },
};

/** What destroys, and what failed: white text on it, and itself on white, have the contrast of AA. */
const red: MantineColorsTuple = [
  "#fff5f5",
  "#ffe3e3",
  "#ffa8a8",
  "#ff9494",
  "#ff8080",
  "#fa6b6b",
  "#e5484d",
  "#c92a2a",
  "#b02323",
  "#931d1d",
];

export const theme = createTheme({
  components: { Modal: dialog, Drawer: dialog },
  colors: { water, red },
  primaryColor: "water",
  // White on it has the contrast of AA, in both themes.
  primaryShade: 7,
  autoContrast: true,
  defaultRadius: "sm",
  respectReducedMotion: true,
  cursorType: "pointer",
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.625rem" },
      h2: { fontSize: "1.25rem" },
      h3: { fontSize: "1rem" },
      h4: { fontSize: "1rem" },
    },
  },
});

/** The same name as in public/theme.js, which reads it before the first paint. */
export const colorSchemes = localStorageColorSchemeManager({ key: "bytebucket-color-scheme" });
