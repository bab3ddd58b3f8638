export { TextDiff as DiffView } from "../../../components/text-diff";
