import { memo, type ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import classes from "./object.module.css";
import { strings } from "./strings";

/** The page has a first heading, and what it shows has none beside it. */
const lower =
  (Heading: "h2" | "h3" | "h4" | "h5" | "h6") =>
  ({ children }: { readonly children?: ReactNode }) => <Heading>{children}</Heading>;

const components: Components = {
  h1: lower("h2"),
  h2: lower("h3"),
  h3: lower("h4"),
  h4: lower("h5"),
  h5: lower("h6"),
  // The page loads nothing from elsewhere, and tells nobody what is read here.
  img: ({ alt }) => <em>{strings.image(alt ?? "")}</em>,
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
};

/** Markdown as it is meant. Markup in it shows as text: stored text is never a part of the page. */
const Markdown = memo(function Markdown({ text }: { readonly text: string }) {
  return (
    <div className={classes.prose} tabIndex={0}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={components} urlTransform={outward}>
        {text}
      </ReactMarkdown>
    </div>
  );
});
export default Markdown;

/** Links lead out of the console or nowhere: one that is relative would be a page of ours. */
function outward(url: string): string | undefined {
  return /^(https?|mailto):/i.test(url) ? url : undefined;
}
