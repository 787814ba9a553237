/** The content security policy of the window, kept word for word by the shell. */
export const WINDOW_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src ipc: http://ipc.localhost; worker-src 'none'; frame-src 'none'; child-src 'none'; object-src 'none'; media-src 'none'; manifest-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html";

/** The same policy for `vite preview`, where the core answers on the page's own origin. */
export const PREVIEW_CSP = WINDOW_CSP.replace('connect-src', "connect-src 'self'");
