import type { ArticleView, TranslationOf, Uid } from '../../../api/generated/commands';
import { drafts } from '../../../state/drafts.svelte';
import type { Range } from '../../../text';

/** Under what a translation is kept while it is being typed: of what, and which one is changed. */
export function draftKey(of: TranslationOf, translation: Uid | undefined): string {
  const changed = translation ?? 'new';
  if ('article' in of) return `translation:article:${of.article}:${changed}`;
  if ('statement' in of) return `translation:statement:${of.statement}:${changed}`;
  const { article, span } = of.passage;
  return `translation:passage:${article}:${changed}:${span.start}:${span.end}`;
}

/** What was being translated of this article when the program ended. */
export interface Unfinished {
  what: 'article' | 'statement' | 'passage';
  statement?: Uid;
  range?: Range;
}

/** Finds it among what was kept; at most one is gone on with at a time. */
export function unfinishedOf({
  article,
  statements,
}: Pick<ArticleView, 'article' | 'statements'>): Unfinished | null {
  for (const key of drafts.keys('translation:')) {
    const [, what, uid = '', , start, end] = key.split(':');
    if (what === 'article' && uid === article.uid) return { what };
    if (what === 'statement' && statements.some((one) => one.uid === uid)) return { what, statement: uid };
    if (what === 'passage' && uid === article.uid)
      return { what, range: { start: Number(start), end: Number(end) } };
  }
  return null;
}
