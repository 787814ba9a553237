/**
 * Pictures of the built window in Chromium: `node scripts/shoot.mjs OUT_DIR [key=value …]`.
 * Keys: `press` (comma-separated Playwright keys), `width`, `height`, `name`, `theme` (light, dark or both).
 * Fails when the page logs an error or breaks the content security policy.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

const [out = '../artefacts', ...rest] = process.argv.slice(2);
const given = Object.fromEntries(rest.map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
const themes = given.theme === undefined || given.theme === 'both' ? ['light', 'dark'] : [given.theme];
mkdirSync(out, { recursive: true });

const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
const address = server.httpServer.address();
const browser = await chromium.launch({
  executablePath: process.env.DRAGOMAN_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
let faults = 0;
for (const theme of themes) {
  const page = await browser.newPage({
    viewport: { width: Number(given.width ?? 1280), height: Number(given.height ?? 800) },
    colorScheme: theme,
  });
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    faults += 1;
    console.error(message.text());
  });
  page.on('pageerror', (error) => {
    faults += 1;
    console.error(error);
  });
  await page.goto(`http://127.0.0.1:${address.port}/`);
  await page.evaluate(() => document.fonts.ready);
  for (const key of (given.press ?? '').split(',').filter(Boolean)) {
    if (key.startsWith('"')) await page.keyboard.type(key.slice(1));
    else await page.keyboard.press(key);
    await page.waitForTimeout(150);
  }
  const path = join(out, `${given.name ?? 'window'}-${theme}.png`);
  await page.screenshot({ path });
  console.log(path);
  await page.close();
}
await browser.close();
await new Promise((resolve) => server.httpServer.close(resolve));
process.exit(faults === 0 ? 0 : 1);
