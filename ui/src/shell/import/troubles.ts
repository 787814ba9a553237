import { isKey, t, type PlainKey } from '../../strings/index.svelte';

/** Why something was not imported, or not as it was said: in words where the code is known, else as the core says it. */
export function describeTrouble({ code, message }: { code: string; message: string }): string {
  const key = `trouble.${code}`;
  if (isKey(key)) return t(key as PlainKey);
  return message.charAt(0).toUpperCase() + message.slice(1);
}
