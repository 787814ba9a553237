import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expectAccessible } from '../../../../tests/axe';
import '../../../styles/index.css';
import Preview from './Preview.svelte';

const show = (markdown: string) =>
  render(Preview, {
    preview: { markdown, quotes: 1, problems: [] },
    items: [],
    language: 'en',
    active: null,
    view: 'preview',
    oncopy: () => undefined,
  });

describe('the preview', () => {
  it('makes nothing but words of markup that a briefing never has', async () => {
    await show(
      [
        '# T',
        '<script>globalThis.hit = 1</script>',
        'a <img src=x onerror="globalThis.hit = 1"> b [link](javascript:hit()) ![picture](http://x.test/p.png) <http://y.test>',
        '```\n<b>code</b>\n```',
        '> quoted[^1]\n>\n> who',
        '[^1]: note <iframe src="http://z.test"></iframe> [out](http://z.test)',
      ].join('\n\n'),
    );
    await expect.element(page.getByRole('article')).toBeVisible();
    const article = page.getByRole('article').element();
    expect(article.querySelector('script, img, iframe, b, object, [onerror], [src]')).toBeNull();
    const links = Array.from(article.querySelectorAll('a')).map((link) => link.getAttribute('href') ?? '');
    expect(links.every((href) => href.startsWith('#'))).toBe(true);
    expect(article.textContent).toContain('<script>globalThis.hit = 1</script>');
    expect(article.textContent).toContain('<b>code</b>');
    expect(article.textContent).toContain('link');
    expect('hit' in globalThis).toBe(false);
  });

  it('reads names of characters without making markup of them, as Trusted Types demand', async () => {
    const setter = vi.spyOn(HTMLElement.prototype, 'innerHTML', 'set');
    const { readMarkdown } = await import('./tree');
    const [block] = readMarkdown('&copy; &amp; &lt;b&gt; &#8296;').blocks;
    expect(block).toMatchObject({ children: [{ type: 'text', value: '\u00a9 & <b> \u2068' }] });
    expect(setter).not.toHaveBeenCalled();
    setter.mockRestore();
  });

  it('leads from a quote to its source and back', async () => {
    await show('# T\n\n> words[^1]\n>\n> who\n\n[^1]: outlet unknown\n');
    await page.getByRole('link', { name: 'Source 1' }).click();
    await expect.poll(() => document.activeElement?.textContent).toContain('outlet unknown');
    await page.getByRole('button', { name: 'Back to the quote' }).click();
    await expect.element(page.getByRole('link', { name: 'Source 1' })).toHaveFocus();
    await expectAccessible();
  });

  it('shows the Markdown itself, letter by letter', async () => {
    const markdown = '# T\n\n\\<script\\> &#8296;x&#8297;\n';
    await show(markdown);
    await page.getByRole('radio', { name: 'Markdown' }).click();
    await expect.poll(() => document.querySelector('pre')?.textContent).toBe(markdown);
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(page.getByRole('article')).toBeVisible();
  });
});
