import { existsSync } from 'node:fs';

/** Where package managers put Chromium; tried in this order after the environment variable. */
const WELL_KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The browser that component tests run in: `DRAGOMAN_CHROMIUM`, or the first well-known path that exists.
 * `undefined` leaves the choice to Playwright's own installation.
 */
export function chromiumPath(): string | undefined {
  return process.env['DRAGOMAN_CHROMIUM'] ?? WELL_KNOWN.find((path) => existsSync(path));
}
