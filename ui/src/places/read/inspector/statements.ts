import { call } from '../../../api/call';
import type { StatementView, Uid } from '../../../api/generated/commands';
import type { Complete, Option } from '../../../parts/combobox.svelte';
import { matches } from '../form/complete';
import { quoteOf, speakerLine } from '../../../parts/statement/wording';

/** The most suggestions. */
const MOST = 20;

const optionOf = (statement: StatementView): Option => ({
  id: statement.uid,
  label: quoteOf(statement),
  detail: `${speakerLine(statement)} · ${statement.article.title}`,
  ...(statement.article.language === '' ? {} : { lang: statement.article.language }),
});

/** Statements other than `own`, by words in them, in their translations or in the names of those who speak. */
export function completeStatements(own: Uid): Complete {
  return async (query) => {
    if (query !== '') {
      const { hits } = await call('search', { query, typing: true, limit: 60 });
      const found = hits.filter(({ entity, uid }) => entity === 'statement' && uid !== own).slice(0, MOST);
      const views = await Promise.all(found.map(({ uid }) => call('get_statement', { uid })));
      if (views.length > 0) return views.map(optionOf);
    }
    const { statements } = await call('list_statements', { limit: 500 });
    return statements
      .filter(({ uid }) => uid !== own)
      .map(optionOf)
      .filter(({ label, detail }) => matches(query, `${label} ${detail ?? ''}`))
      .slice(0, MOST);
  };
}
