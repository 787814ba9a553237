import type { Entity, Touched } from '../api/generated/commands';

type Heard = (touched: Touched) => void;

const listeners = new Set<Heard>();

/** Hears what each command touched. The answer stops hearing it. */
export function onTouched(heard: Heard): () => void {
  listeners.add(heard);
  return () => listeners.delete(heard);
}

/** Tells everyone what a command touched. */
export function tellTouched(touched: Touched): void {
  for (const heard of [...listeners]) heard(touched);
}

/** Whether something of these kinds was touched. */
export function concerns(touched: Touched, entities: readonly Entity[]): boolean {
  return touched.entities.some((entity) => entities.includes(entity));
}
