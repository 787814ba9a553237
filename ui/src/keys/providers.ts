/** One row that the palette can offer besides commands and places: an article, an actor, a saved search. */
export interface PaletteItem {
  /** Unique within its provider. */
  id: string;
  title: string;
  detail?: string;
  /** Language and direction of the title, when it is foreign text. */
  lang?: string;
  dir?: 'ltr' | 'rtl' | 'auto';
  run: () => void;
}

/** Where such rows come from. `find` is asked on each change; a late answer to an old query is dropped. */
export interface PaletteProvider {
  id: string;
  /** The heading over its rows. */
  title: () => string;
  find: (query: string) => Promise<PaletteItem[]>;
}

const providers = new Map<string, PaletteProvider>();

/** Adds a provider; returns what removes it. */
export function provide(provider: PaletteProvider): () => void {
  providers.set(provider.id, provider);
  return () => {
    if (providers.get(provider.id) === provider) providers.delete(provider.id);
  };
}

/** All providers, in the order in which they came. */
export function paletteProviders(): PaletteProvider[] {
  return [...providers.values()];
}
