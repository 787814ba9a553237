import { chordOf, isTyping } from './chord';
import { registry } from './registry.svelte';

const NOT_TYPED_INTO = new Set([
  'button',
  'checkbox',
  'radio',
  'range',
  'color',
  'file',
  'submit',
  'reset',
  'image',
]);

/** Whether keys pressed at `target` type something. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !NOT_TYPED_INTO.has(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

/** Runs the command that a key press means, if it means one. */
export function onKeydown(event: KeyboardEvent): void {
  // 229: an input method is composing, also where isComposing is not yet set.
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
  const chord = chordOf(event);
  const command = registry.find(chord);
  if (command === undefined) return;
  if (event.repeat && command.repeats !== true) return;
  if (isField(event.target) && !(command.inFields ?? !isTyping(chord))) return;
  event.preventDefault();
  registry.run(command.id);
}

/** Listens for keys on the whole window; returns what stops it. */
export function listen(target: Window = window): () => void {
  target.addEventListener('keydown', onKeydown);
  return () => target.removeEventListener('keydown', onKeydown);
}
