export { ariaKeys, chordOf, readable } from './chord';
export type { Context, UiCommand } from './command';
export { listen } from './dispatch';
export { cyclePanes, focusPane, focusPaneNamed, focusPlace, stepOutward, watchPanes } from './panes';
export { provide, type PaletteItem, type PaletteProvider } from './providers';
export { bindCommands, registry, useContext } from './registry.svelte';
export { COMMANDS, commandOf, type CommandId } from './table';
