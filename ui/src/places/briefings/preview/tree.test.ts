import type { RootContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import type { BriefingItemView, StatementView } from '../../../api/generated/commands';
import { originsOf, readMarkdown } from './tree';

const item = (
  uid: string,
  kind: BriefingItemView['kind'],
  text = '',
  language?: string,
): BriefingItemView => ({
  uid,
  kind,
  text,
  statement:
    language === undefined ? null : ({ uid: `s${uid}`, article: { language } } as unknown as StatementView),
});

describe('the Markdown of a briefing', () => {
  const markdown =
    '# Title\n\n## Part\n\nOne.\n\nTwo.\n\n> Worte[^1]\n>\n> Who\n\n[^1]: outlet · `sha256 ab · 1–2`\n';

  it('is read with its footnotes apart', () => {
    const { blocks, footnotes } = readMarkdown(markdown);
    expect(blocks.map(({ type }) => type)).toEqual([
      'heading',
      'heading',
      'paragraph',
      'paragraph',
      'blockquote',
    ]);
    expect(footnotes.map(({ identifier }) => identifier)).toEqual(['1']);
  });

  it('leads back to the entries, over prose of several paragraphs and statements that are left out', () => {
    const { blocks } = readMarkdown(markdown);
    const items = [
      item('h', 'heading', 'Part'),
      item('gone', 'statement'),
      item('p', 'prose', 'One.\n \nTwo.\n'),
      item('q', 'statement', '', 'de'),
    ];
    const origins = originsOf(blocks, items);
    expect(blocks.map((block: RootContent) => origins.get(block)?.item)).toEqual([
      undefined,
      'h',
      'p',
      'p',
      'q',
    ]);
    expect(origins.get(blocks.at(-1) as RootContent)?.language).toBe('de');
  });

  it('may be older than the outline', () => {
    const { blocks } = readMarkdown('# Title\n');
    expect(originsOf(blocks, [item('h', 'heading', 'Part'), item('p', 'prose', 'x')]).size).toBe(0);
    expect(originsOf([], [item('h', 'heading', 'Part')]).size).toBe(0);
  });
});
