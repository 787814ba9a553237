/**
 * The only caller of `CSS.highlights`. Names and priorities are those of styles/highlights.css; elements are never
 * wrapped around marked words, because that breaks the joining of Arabic letters and the kerning of all others.
 */
import { DEPTHS, KINDS, type Segment } from './layers';
import type { Piece, Range as TextRange, TextIndex } from './offsets';

/** What is painted over the kinds, from the lowest priority to the highest. */
export const OVERLAYS = ['term', 'hit', 'selection-draft', 'active', 'flash'] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** Every name that can be painted, from the lowest priority to the highest. */
export const NAMES: readonly string[] = [
  ...KINDS.flatMap((kind) => DEPTHS.map((depth) => `kind-${kind}-${String(depth)}`)),
  ...OVERLAYS,
];

/** How long a flash stays (milliseconds). */
const FLASH = 1400;

/** Whether the engine can paint; without it the list of statements beside the text still shows everything. */
export const canPaint = (): boolean => typeof CSS !== 'undefined' && 'highlights' in CSS;

/** Several texts (original, translation) share the page's one registry, so each painter adds only its own ranges. */
function highlight(name: string): Highlight {
  const known = CSS.highlights.get(name);
  if (known !== undefined) return known;
  const made = new Highlight();
  made.priority = NAMES.indexOf(name);
  CSS.highlights.set(name, made);
  return made;
}

/** The text node of a paragraph, by the paragraph's index; none for one that is not shown. */
export type NodeOf = (paragraph: number) => Text | null;

/** Looked for one by one until so many were not where they had been; then all are looked for again. */
const STRAY = 8;

interface Known {
  nodes: (Text | null | undefined)[];
  strayed: number;
}

/** What was found under an element: looking through a long text for each range would take longer than painting it. */
const known = new WeakMap<Element, Known>();

const textOf = (element: Element | null): Text | null => {
  for (let node = element?.firstChild ?? null; node !== null; node = node.nextSibling)
    if (node instanceof Text) return node;
  return null;
};

function lookThrough(root: Element): Known {
  const nodes: (Text | null)[] = [];
  for (const element of root.querySelectorAll<HTMLElement>('[data-paragraph]'))
    nodes[Number(element.dataset['paragraph'])] = textOf(element);
  const made = { nodes, strayed: 0 };
  known.set(root, made);
  return made;
}

/** The text nodes under `root`: one per element with `data-paragraph` (its index). The page may change between calls. */
export function textNodes(root: Element): NodeOf {
  return (paragraph) => {
    const before = known.get(root) ?? lookThrough(root);
    const node = before.nodes[paragraph];
    const isThere = node?.parentElement?.dataset['paragraph'] === String(paragraph) && root.contains(node);
    if (isThere) return node;
    before.strayed += 1;
    if (before.strayed > STRAY) return lookThrough(root).nodes[paragraph] ?? null;
    const found = textOf(root.querySelector(`[data-paragraph="${String(paragraph)}"]`));
    before.nodes[paragraph] = found;
    return found;
  };
}

/** Pieces as ranges of the page; what lies outside its text node is cut off. */
export function staticRanges(nodeOf: NodeOf, pieces: readonly Piece[]): StaticRange[] {
  return pieces.flatMap(({ paragraph, from, to }) => {
    const node = nodeOf(paragraph);
    if (node === null) return [];
    const endOffset = Math.min(to, node.length);
    if (from >= endOffset) return [];
    return [new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset })];
  });
}

const copy = ({ startContainer, startOffset, endContainer, endOffset }: StaticRange): StaticRange =>
  new StaticRange({ startContainer, startOffset, endContainer, endOffset });

/** Paints one text. Call {@link clear} when the text goes. */
export class Painter {
  #painted = new Map<string, StaticRange[]>();
  #flashing: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly index: TextIndex,
    readonly nodeOf: NodeOf,
  ) {
    document.addEventListener('close', this.#again, true);
  }

  /**
   * WebKit takes a range that is set while a modal dialog is open for one of inert text and never shows it, so all are
   * set once more when a dialog was closed.
   */
  readonly #again = (): void => {
    for (const [name, ranges] of this.#painted) this.#set(name, ranges.map(copy));
  };

  #set(name: string, ranges: StaticRange[]): void {
    const before = this.#painted.get(name) ?? [];
    if (!canPaint() || (before.length === 0 && ranges.length === 0)) return;
    const target = highlight(name);
    for (const range of before) target.delete(range);
    for (const range of ranges) target.add(range);
    this.#painted.set(name, ranges);
  }

  #ranges(ranges: readonly TextRange[]): StaticRange[] {
    return staticRanges(
      this.nodeOf,
      ranges.flatMap((range) => this.index.pieces(range)),
    );
  }

  /** Paints the statements, in place of those painted before. */
  kinds(segments: readonly Segment[]): void {
    for (const kind of KINDS) {
      for (const depth of DEPTHS) {
        const own = segments.filter((segment) => segment.kind === kind && segment.depth === depth);
        this.#set(`kind-${kind}-${String(depth)}`, this.#ranges(own));
      }
    }
  }

  /** Paints one overlay, in place of what it showed before; no ranges take it away. */
  overlay(name: Overlay, ranges: readonly TextRange[]): void {
    this.#set(name, this.#ranges(ranges));
  }

  /** Shows where something is, for a moment. */
  flash(ranges: readonly TextRange[]): void {
    clearTimeout(this.#flashing);
    this.overlay('flash', ranges);
    this.#flashing = setTimeout(() => this.overlay('flash', []), FLASH);
  }

  /** Takes away everything that this painter painted, for good. */
  clear(): void {
    document.removeEventListener('close', this.#again, true);
    clearTimeout(this.#flashing);
    for (const name of this.#painted.keys()) this.#set(name, []);
  }
}
