import { common, createLowlight } from "lowlight";
import { type ReactNode, useMemo } from "react";
import classes from "./object.module.css";

const highlighter = createLowlight(common);

type Tree = ReturnType<typeof highlighter.highlight>;
type Node = Tree["children"][number];

/** Source with the words of its language in colours. */
export default function Code({
  text,
  language,
  className,
}: {
  readonly text: string;
  readonly language: string;
  readonly className: string;
}) {
  const nodes = useMemo(
    () =>
      highlighter.registered(language)
        ? highlighter.highlight(language, text).children.map(shown)
        : text,
    [text, language],
  );
  return (
    <pre className={`${className} ${classes.code ?? ""}`} tabIndex={0}>
      {nodes}
    </pre>
  );
}

/** A piece as an element of ours: what was found is text and names of classes, never markup. */
function shown(node: Node, index: number): ReactNode {
  if (node.type === "text") {
    return node.value;
  }
  if (node.type !== "element") {
    return null;
  }
  const names = node.properties.className;
  return (
    <span key={index} className={Array.isArray(names) ? names.join(" ") : undefined}>
      {node.children.map(shown)}
    </span>
  );
}
