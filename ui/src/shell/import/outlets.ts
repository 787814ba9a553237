import { call } from '../../api/call';
import type { Option } from '../../parts/combobox.svelte';

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** What makes outlets together with its articles. */
interface MakesOutlets {
  /** Their names by uid. */
  readonly newOutlets: ReadonlyMap<string, string>;
}

/** Gives the outlets that the workspace has and those that are new with this import. */
export function outletsOf(session: MakesOutlets): (query: string) => Promise<Option[]> {
  return async (query) => {
    const { outlets } = await call('list_outlets', {});
    const known = outlets.map(({ uid, name, country }): Option => ({
      id: uid,
      label: name,
      detail: country,
    }));
    const made = [...session.newOutlets].map(([id, label]): Option => ({ id, label }));
    const wanted = plain(query);
    const isWord = (label: string): boolean =>
      plain(label)
        .split(/[^\p{L}\p{N}]+/u)
        .some((word) => word.startsWith(wanted)) || plain(label).startsWith(wanted);
    return [...made, ...known].filter(({ label }) => isWord(label)).slice(0, 50);
  };
}
