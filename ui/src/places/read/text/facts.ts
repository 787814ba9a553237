import type { ArticleRow, EditArticle } from '../../../api/generated/commands';

/** What can be corrected of an article. */
export type FactName = Exclude<keyof EditArticle, 'uid'>;

/** The facts that are plain words. */
export const WORDS = ['title', 'author', 'url', 'note'] as const;

/** What stands in the article now. */
export function factOf(article: ArticleRow, name: Exclude<FactName, 'outlet'>): string {
  return article[name];
}
