/**
 * Panes are elements with `data-pane`. F6 goes round them and comes back to where the focus was in each; Escape goes
 * from inside a pane to the pane itself.
 */
const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])';

const lastFocus = new WeakMap<Element, HTMLElement>();

function isShown(element: HTMLElement): boolean {
  return element.isConnected && element.getClientRects().length > 0;
}

function panes(): HTMLElement[] {
  return Array.from(document.querySelectorAll<HTMLElement>('[data-pane]')).filter(isShown);
}

/** Keeps in mind where the focus was in each pane; returns what stops it. */
export function watchPanes(): () => void {
  const noted = (event: FocusEvent): void => {
    if (!(event.target instanceof HTMLElement)) return;
    const pane = event.target.closest('[data-pane]');
    if (pane !== null && pane !== event.target) lastFocus.set(pane, event.target);
  };
  document.addEventListener('focusin', noted);
  return () => document.removeEventListener('focusin', noted);
}

/** Puts the focus into a pane: where it was last, else its preferred element, else its first, else the pane itself. */
export function focusPane(pane: HTMLElement): void {
  const last = lastFocus.get(pane);
  const shown = Array.from(pane.querySelectorAll<HTMLElement>(FOCUSABLE)).filter(isShown);
  const preferred = shown.find((element) => element.matches('[data-pane-focus]'));
  const target =
    last !== undefined && pane.contains(last) && isShown(last) ? last : (preferred ?? shown[0] ?? pane);
  target.focus();
}

/** Focuses the pane of this name, if it is shown; says whether it is. */
export function focusPaneNamed(name: string): boolean {
  const pane = panes().find((element) => element.dataset['pane'] === name);
  if (pane !== undefined) focusPane(pane);
  return pane !== undefined;
}

/** Goes to the next (`1`) or previous (`-1`) pane, round and round. */
export function cyclePanes(step: 1 | -1): void {
  const all = panes();
  const at = all.findIndex((pane) => pane.contains(document.activeElement));
  const start = at === -1 ? (step === 1 ? -1 : 0) : at;
  const next = all[(start + step + all.length) % all.length];
  if (next !== undefined) focusPane(next);
}

/** One step outward: from a field or row to its pane. Says whether there was a step to take. */
export function stepOutward(): boolean {
  const focused = document.activeElement;
  const pane = focused?.closest<HTMLElement>('[data-pane]') ?? null;
  if (pane === null || pane === focused) return false;
  pane.focus();
  return true;
}

/** How often it is looked for what a place has to give the focus to: about half a second (animation frames). */
const LOOKS = 30;

/**
 * Gives the keys to the place inside `main`, unless something in it has them: to its preferred element, or, where
 * `lists` is set, to the current row of its list. Waits until there is one, because a place shows what the core answers.
 */
export function focusPlace(main: HTMLElement, lists: boolean, looks = LOOKS): void {
  const active = document.activeElement;
  const isElsewhere = active !== null && active !== document.body && active.closest('header') === null;
  if (isElsewhere || document.querySelector('dialog[open]') !== null) return;
  const preferred = Array.from(main.querySelectorAll<HTMLElement>('[data-pane-focus]')).find(isShown);
  const row = lists ? main.querySelector<HTMLElement>('[role=option][tabindex="0"]') : null;
  const target = preferred ?? row;
  if (target !== null) target.focus({ preventScroll: true });
  else if (looks > 0) requestAnimationFrame(() => focusPlace(main, lists, looks - 1));
}
