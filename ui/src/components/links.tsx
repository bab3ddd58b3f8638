import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { createLink, type LinkComponent } from "@tanstack/react-router";
import { forwardRef, type AnchorHTMLAttributes } from "react";

type Plain<Props> = Props & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props>;

const PlainAnchor = forwardRef<HTMLAnchorElement, Plain<AnchorProps>>((props, ref) => (
  <Anchor ref={ref} {...props} />
));
PlainAnchor.displayName = "PlainAnchor";

const PlainButton = forwardRef<HTMLAnchorElement, Plain<ButtonProps>>((props, ref) => (
  <Button component="a" ref={ref} {...props} />
));
PlainButton.displayName = "PlainButton";

const LinkedAnchor = createLink(PlainAnchor);
const LinkedButton = createLink(PlainButton);

/** A link to a page of the console. */
export const PageLink: LinkComponent<typeof PlainAnchor> = (props) => <LinkedAnchor {...props} />;

/** The same as a button. */
export const ButtonLink: LinkComponent<typeof PlainButton> = (props) => <LinkedButton {...props} />;
