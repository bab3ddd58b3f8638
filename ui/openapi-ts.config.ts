import { defineConfig } from "@hey-api/openapi-ts";

/** Types alone: requests go through lib/http. */
export default defineConfig({
  input: "../admin/src/main/resources/io/bytebucket/admin/openapi/openapi.yaml",
  output: { path: "src/api", clean: true, entryFile: false },
  plugins: ["@hey-api/typescript"],
});
