/**
 * Does `then` after the focus left `field`, unless the field itself went away: browsers that tell a field of its
 * removal do so while what is around it is being taken down, and what it would read there is stale.
 */
export function afterLeaving(field: Element | undefined, then: () => void): void {
  queueMicrotask(() => {
    if (field?.isConnected === true) then();
  });
}
