// On its own, so that its chunk is fetched when somebody points at something.
export { Tooltip as default } from "@mantine/core";
