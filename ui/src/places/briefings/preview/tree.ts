/** The Markdown of a briefing as a tree: CommonMark with footnotes, as readers' programs read it. Pure. */
import type { FootnoteDefinition, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import type { BriefingItemView, Uid } from '../../../api/generated/commands';

export interface Footnote {
  /** As it is referred to. */
  identifier: string;
  children: FootnoteDefinition['children'];
}

export interface Rendered {
  blocks: RootContent[];
  footnotes: Footnote[];
}

/** Reads Markdown; footnotes come out of the flow, in the order of their numbers. */
export function readMarkdown(markdown: string): Rendered {
  const root: Root = fromMarkdown(markdown, {
    extensions: [gfmFootnote()],
    mdastExtensions: [gfmFootnoteFromMarkdown()],
  });
  const rendered: Rendered = { blocks: [], footnotes: [] };
  for (const node of root.children) {
    if (node.type === 'footnoteDefinition')
      rendered.footnotes.push({ identifier: node.identifier, children: node.children });
    else rendered.blocks.push(node);
  }
  return rendered;
}

/** What a block comes from. */
export interface Origin {
  item: Uid;
  /** BCP 47 of the quoted words. */
  language: string;
}

/**
 * Which entry of the outline each block comes from, by the order in which both stand. An outline that is newer than the
 * Markdown gives wrong origins for a moment, and never fails.
 */
export function originsOf(
  blocks: readonly RootContent[],
  items: readonly BriefingItemView[],
): ReadonlyMap<RootContent, Origin> {
  const origins = new Map<RootContent, Origin>();
  let at = blocks[0]?.type === 'heading' && blocks[0].depth === 1 ? 1 : 0;
  for (const item of items) {
    if (item.kind === 'statement' && !item.statement) continue;
    const paragraphs = item.kind === 'prose' ? item.text.trim().split(/\n[^\S\n]*\n\s*/).length : 1;
    for (let taken = 0; taken < paragraphs; taken += 1) {
      const block = blocks[at];
      if (block === undefined) return origins;
      origins.set(block, { item: item.uid, language: item.statement?.article.language ?? '' });
      at += 1;
    }
  }
  return origins;
}
