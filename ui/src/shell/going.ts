import { call } from '../api/call';
import type { Entity } from '../api/generated/commands';
import { router } from '../state/place.svelte';

const LISTS = {
  actor: 'actors',
  topic: 'topics',
  tag: 'tags',
  outlet: 'outlets',
  event: 'events',
  concept: 'glossary',
} as const;

/** Whether things of this kind can be gone to. */
export const canGoTo = (entity: Entity): boolean =>
  entity in LISTS || entity === 'article' || entity === 'statement' || entity === 'briefing';

/** Goes to a thing, wherever its kind is shown. Throws a `CallError` when it is not there. */
export async function goTo(entity: Entity, uid: string): Promise<void> {
  if (entity === 'article') router.go('read', { article: uid });
  else if (entity === 'statement') {
    const { article } = await call('get_statement', { uid });
    router.go('read', { article: article.uid, statement: uid });
  } else if (entity === 'briefing') router.go('briefings', { briefing: uid });
  else if (entity in LISTS) router.go('actors', { list: LISTS[entity as keyof typeof LISTS], uid });
}
