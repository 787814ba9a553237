/** What a careful reader would miss in a briefing, in words with what to do. */
import type { BriefingProblem, Uid } from '../../api/generated/commands';
import { t } from '../../strings/index.svelte';

/** The problem `code` in words; `language` is the briefing's, `key` what opens the statement (or takes the entry out). */
export function problemWords(code: string, language: string, key: string): string {
  switch (code) {
    case 'no_translation':
      return t('briefings.problem.no_translation', { language, key });
    case 'draft_translation':
    case 'orphaned_span':
    case 'deleted_statement':
    case 'unknown_speaker':
    case 'quote_differs':
      return t(`briefings.problem.${code}`, { key });
    default:
      return code;
  }
}

/** Codes of quotes that would fail a check against their sources. */
const FAILING: ReadonlySet<string> = new Set(['orphaned_span', 'quote_differs']);

/** The codes, by the entry that they are about. */
export function problemsByItem(problems: readonly BriefingProblem[]): ReadonlyMap<Uid, readonly string[]> {
  const all = new Map<Uid, string[]>();
  for (const { item, code } of problems) all.set(item, [...(all.get(item) ?? []), code]);
  return all;
}

/** How many quotes would fail a check against their sources. */
export function failingQuotes(problems: readonly BriefingProblem[]): number {
  return new Set(problems.filter(({ code }) => FAILING.has(code)).map(({ item }) => item)).size;
}
