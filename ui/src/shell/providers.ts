import { call } from '../api/call';
import { provide } from '../keys';
import { router } from '../state/place.svelte';
import { session } from '../state/session.svelte';
import { workspace } from '../state/workspace.svelte';
import { languageName, t } from '../strings/index.svelte';

/** Rows asked for per kind. */
const LIMIT = 8;

/** Lets the palette find articles, actors and recent workspaces. Returns what takes them away. */
export function providers(): () => void {
  const removals = [
    provide({
      id: 'articles',
      title: () => t('providers.articles'),
      find: async (query) => {
        if (!workspace.isOpen) return [];
        const { articles } = await call('list_articles', { title: query, limit: LIMIT });
        return articles.map(({ uid, title, language, direction, outlet, published }) => ({
          id: uid,
          title,
          detail: [outlet?.name, published, language && languageName(language)].filter(Boolean).join(' · '),
          ...(language === '' ? {} : { lang: language }),
          dir: direction,
          run: () => router.go('read', { article: uid }),
        }));
      },
    }),
    provide({
      id: 'actors',
      title: () => t('providers.actors'),
      find: async (query) => {
        if (!workspace.isOpen) return [];
        const { actors } = await call('complete_actors', { text: query, limit: LIMIT });
        return actors.map(({ actor, matched, role }) => ({
          id: actor.uid,
          title: actor.name,
          detail: [matched === actor.name ? '' : matched, role].filter(Boolean).join(' · '),
          dir: 'auto' as const,
          run: () => router.go('actors', { list: 'actors', uid: actor.uid }),
        }));
      },
    }),
    provide({
      id: 'workspaces',
      title: () => t('welcome.recent'),
      find: (query) => {
        const wanted = query.toLocaleLowerCase();
        const recent = (session.now?.recent ?? []).filter(
          ({ file_name, present }) => present && file_name.toLocaleLowerCase().includes(wanted),
        );
        return Promise.resolve(
          recent.map(({ token, file_name, folder }) => ({
            id: token,
            title: file_name,
            detail: folder,
            run: () => void session.open({ recent: token }),
          })),
        );
      },
    }),
  ];
  return () => {
    for (const remove of removals) remove();
  };
}
