/** What the place showed last, for as long as the workspace is open. */
export const memory: { opened: number; briefing: string | null } = { opened: -1, briefing: null };
