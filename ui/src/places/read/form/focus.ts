const form = (): HTMLElement | null => document.querySelector<HTMLElement>('[data-statement-form]');

/** Puts the focus where the work on a statement begins: who said it. */
export function focusForm(): void {
  const fields = form();
  (
    fields?.querySelector<HTMLElement>('[data-actor] input') ?? fields?.querySelector<HTMLElement>('input')
  )?.focus();
}

/** Puts the focus into the field of a link of the chain. */
export function focusLink(key: string): void {
  form()?.querySelector<HTMLElement>(`[data-link="${key}"] [data-actor] input`)?.focus();
}

/** Puts the focus on the words of a link of the chain. */
export function focusWords(key: string): void {
  form()?.querySelector<HTMLElement>(`[data-link="${key}"] [data-words] input`)?.focus();
}

/** Puts the focus into the field of a topic. */
export function focusTopic(key: string): void {
  form()?.querySelector<HTMLElement>(`[data-topic="${key}"] input`)?.focus();
}
