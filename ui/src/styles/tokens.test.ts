import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../text/layers';
import { NAMES } from '../text/paint';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const tokens = read('./tokens.css');

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

function theme(selector: string): Map<string, Colour> {
  const body = tokens.slice(tokens.indexOf(selector)).split('}')[0] ?? '';
  const pairs = Array.from(body.matchAll(/--([\w-]+): #([0-9a-f]{6})([0-9a-f]{2})?;/g));
  return new Map(
    pairs.map(([, name = '', hex = '', alpha]) => {
      const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
      return [name, [part(0), part(2), part(4), alpha === undefined ? 1 : Number.parseInt(alpha, 16) / 255]];
    }),
  );
}

const over = (top: Colour, under: Colour): Colour => {
  const mix = (a: number, b: number): number => a * top[3] + b * (1 - top[3]);
  return [mix(top[0], under[0]), mix(top[1], under[1]), mix(top[2], under[2]), 1];
};

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(a: Colour, b: Colour): number {
  const luminance = (colour: Colour): number => {
    const linear = (value: number): number => {
      const v = value / 255;
      return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
  };
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe.each([
  ['light', ':root {'],
  ['dark', ":root[data-theme='dark']"],
])('in the %s theme', (_, selector) => {
  const colours = theme(selector);
  const get = (name: string): Colour => {
    const colour = colours.get(name);
    if (colour === undefined) throw new Error(`no --${name}`);
    return colour;
  };
  const grounds = ['paper', 'pane', 'raise'];

  it('words can be read on every ground', () => {
    for (const word of [
      'ink',
      'soft',
      'faint',
      'warn',
      'ok',
      'accent',
      ...KINDS.map((kind) => `k-${kind}`),
    ]) {
      for (const ground of grounds) {
        expect(contrast(get(word), get(ground)), `${word} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(contrast(get('on-accent'), get('accent'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(get('warn'), get('warn-soft'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(get('soft'), get('accent-soft'))).toBeGreaterThanOrEqual(4.5);
    // What is pointed at, chosen, or a message keeps its words readable.
    for (const word of ['ink', 'soft', 'faint', 'accent', 'warn'])
      expect(contrast(get(word), get('hover')), `${word} on hover`).toBeGreaterThanOrEqual(4.5);
    for (const word of ['ink', 'soft', 'faint', 'warn'])
      expect(contrast(get(word), get('accent-soft')), `${word} on accent-soft`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(get('ink'), get('warn-soft'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(get('ok'), get('ok-soft'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(get('on-fill'), get('fill'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(get('on-fill'), get('fill-strong'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(get('soft'), get('groove')), 'soft on groove').toBeGreaterThanOrEqual(4.5);
  });

  it('the ring of the focus, the mark of a chosen row and the edge of a control are seen on every ground', () => {
    for (const ground of [...grounds, 'hover', 'accent-soft'])
      for (const line of ['accent', 'warn'])
        expect(contrast(get(line), get(ground)), `${line} on ${ground}`).toBeGreaterThanOrEqual(3);
    for (const ground of grounds)
      expect(contrast(get('edge'), get(ground)), `edge on ${ground}`).toBeGreaterThanOrEqual(3);
    // The edge tells the chosen one of a few from the groove that they lie in.
    expect(contrast(get('edge'), get('raise')), 'edge of what is chosen').toBeGreaterThanOrEqual(3);
  });

  it('a row that is pointed at and one that is chosen differ from the ground and from each other', () => {
    expect(contrast(get('hover'), get('pane'))).toBeGreaterThan(1.05);
    expect(contrast(get('raise'), get('hover'))).toBeGreaterThan(1.1);
    expect(contrast(get('accent-soft'), get('paper'))).toBeGreaterThan(1.15);
  });

  it('the text can be read through every mark, at every depth, and where two kinds overlap', () => {
    for (const one of KINDS) {
      for (const depth of ['1', '2', '3']) {
        const ground = over(get(`k-${one}-${depth}`), get('paper'));
        expect(contrast(get('ink'), ground), `${one} ${depth}`).toBeGreaterThanOrEqual(4.5);
        const chosen = over(get(`k-${one}-${depth}`), get('raise'));
        expect(contrast(get('ink'), chosen), `${one} ${depth} as chosen`).toBeGreaterThanOrEqual(4.5);
      }
      for (const two of KINDS) {
        const ground = over(get(`k-${one}-1`), over(get(`k-${two}-1`), get('paper')));
        expect(contrast(get('ink'), ground), `${one} over ${two}`).toBeGreaterThanOrEqual(4.5);
        const found = over(get('hit'), ground);
        expect(contrast(get('ink'), found), `hit over ${one} over ${two}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('each depth of a mark can be told from the one before', () => {
    for (const kind of KINDS) {
      const grounds = ['1', '2', '3'].map((depth) => over(get(`k-${kind}-${depth}`), get('paper')));
      const [one, two, three] = [0, 1, 2].map((at) =>
        contrast(get('paper'), grounds[at] ?? get('paper')),
      ) as [number, number, number];
      expect(two, kind).toBeGreaterThan(one);
      expect(three, kind).toBeGreaterThan(two);
    }
  });
});

describe('the highlight styles', () => {
  it('are there for every name that is painted, and use no shorthand that WebKit drops', () => {
    const css = read('./highlights.css');
    for (const name of NAMES) expect(css).toContain(`::highlight(${name})`);
    expect(css).not.toMatch(/text-decoration:/);
  });
});
