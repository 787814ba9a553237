/** What the place shows; kept, so that coming back to it shows what was there. */
class Compared {
  by: 'topic' | 'event' = $state('topic');
  uids: { topic?: string | undefined; event?: string | undefined } = $state({});
  view: 'matrix' | 'timeline' = $state('matrix');
  /** The statement that is chosen. */
  statement: string | undefined = $state();
}

export const compared = new Compared();
