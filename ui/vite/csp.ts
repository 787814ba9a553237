/** The content security policy of the window, kept word for word by the shell. */
export const WINDOW_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src ipc: http://ipc.localhost";

/** The same policy for `vite preview`, where the core answers on the page's own origin. */
export const PREVIEW_CSP = WINDOW_CSP.replace('connect-src', "connect-src 'self'");
