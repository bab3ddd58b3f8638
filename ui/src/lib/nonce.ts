import { setNonce } from "get-nonce";

/** What style tags made by script carry, so that the policy lets them be. */
export const styleNonce =
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";

if (styleNonce !== "") {
  // Dialogs lock the page behind them by a style tag of another library, which asks here.
  setNonce(styleNonce);
}
