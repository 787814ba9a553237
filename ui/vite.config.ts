import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { bridge } from './vite/bridge-plugin.ts';
import { chromiumPath } from './vite/chromium.ts';
import { PREVIEW_CSP } from './vite/csp.ts';

const executablePath = chromiumPath();

export default defineConfig({
  plugins: [svelte(), bridge()],
  base: './',
  resolve: {
    alias: {
      // Its variant for browsers decodes through innerHTML, which the window's policy (Trusted Types) forbids.
      'decode-named-character-reference': resolve(
        import.meta.dirname,
        'node_modules/decode-named-character-reference/index.js',
      ),
    },
  },
  build: {
    outDir: 'dist',
    target: 'safari17',
    // Inlined assets would be data: URLs, which the window's policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { watch: { ignored: ['**/target/**', '**/src-tauri/**', '**/dist/**'] } },
  preview: { headers: { 'content-security-policy': PREVIEW_CSP } },
  test: {
    // A busy machine is slow, not wrong.
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/**/*.test.ts', 'tests/**/*.test.ts', 'vite/**/*.test.ts'],
          exclude: ['**/*.svelte.test.ts', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        optimizeDeps: { include: ['axe-core', 'vitest-browser-svelte'] },
        test: {
          name: 'browser',
          include: ['src/**/*.svelte.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 1280, height: 800 },
            provider: playwright({
              launchOptions: {
                ...(executablePath === undefined ? {} : { executablePath }),
                args: ['--no-sandbox', '--disable-gpu'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
