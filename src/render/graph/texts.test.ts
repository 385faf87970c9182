import { describe, expect, test } from 'vitest';
import { shippedFonts as fonts } from '../../http/shippedFonts.ts';
import type { FontStyle } from '../../view/scene/fontStyle.ts';
import type { Command } from '../../view/scene/scene.ts';
import { parseColor } from './color.ts';
import { type LegendEntry, layOutLegend } from './legend.ts';
import { TextWriter } from './texts.ts';

const font: FontStyle = { family: 'sans', size: 10, weight: 400, italic: false };
const black = parseColor('black');
const writer = new TextWriter(fonts);

describe('fonts', () => {
  test('figures have one width, letters do not', () => {
    expect(fonts.measure('111', font)).toBeCloseTo(fonts.measure('888', font), 9);
    expect(fonts.measure('iii', font)).toBeLessThan(fonts.measure('mmm', font));
    const mono: FontStyle = { ...font, family: 'mono' };
    expect(fonts.measure('iii', mono)).toBe(fonts.measure('mmm', mono));
    expect(fonts.measure('abc', { ...font, size: 20 })).toBeCloseTo(2 * fonts.measure('abc', font), 9);
  });

  test('letters of all parts of a font, and boxes for what is in none', () => {
    const ids = (text: string, style = font) =>
      fonts.layOut(text, style).map(({ glyph }) => glyph.id.replace(/-\d+$/, ''));
    expect(ids('aąαя')).toEqual([
      'sans-400-latin',
      'sans-400-latin-ext',
      'sans-400-greek',
      'sans-400-cyrillic',
    ]);
    expect(fonts.layOut('日', font)[0].glyph.id).toBe('sans-400-latin-0');
    // An accent of its own joins its letter; a character beyond 16 bits is one.
    expect(fonts.layOut('e\u0301😀', font)).toHaveLength(2);
    expect(ids('ἀ', { ...font, family: 'mono', weight: 700, italic: true })).toEqual(['mono-700i-latin']);
  });

  test('what does not fit loses its middle', () => {
    const name = 'hosts.web1.cpu.user';
    expect(fonts.fit(name, font, 200)).toBe(name);
    const short = fonts.fit(name, font, 60);
    expect(short).toMatch(/^hosts.*….*user$/);
    expect(fonts.measure(short, font)).toBeLessThanOrEqual(60);
    expect(fonts.fit(name, font, 10)).toBe('…');
    expect(fonts.fit(name, font, 0)).toBe('');
    expect(fonts.fit('x'.repeat(1_000_000), font, 100).length).toBeLessThan(30);
  });
});

test('text is placed by its start, middle or end, along its own direction', () => {
  const width = fonts.measure('abc', font);
  const x = (align: 'start' | 'middle' | 'end') =>
    writer.write('abc', font, black, { x: 100, y: 50, align }).x;
  expect([x('start'), x('middle'), x('end')]).toEqual([100, 100 - width / 2, 100 - width]);
  const turned = writer.write('abc', font, black, { x: 100, y: 50, align: 'middle', rotate: 270 });
  expect([turned.x, turned.y]).toEqual([expect.closeTo(100, 6), expect.closeTo(50 + width / 2, 6)]);
});

describe('legend', () => {
  const entries = (count: number, side: LegendEntry['side'] = 'left'): LegendEntry[] =>
    Array.from({ length: count }, (_, i) => ({ name: `series ${i}`, color: black, side }));
  const legend = (list: readonly LegendEntry[], width: number, height: number) =>
    layOutLegend({ entries: list, font, foreground: black, muted: black, width, height }, writer);
  const texts = (commands: readonly Command[]) =>
    commands.flatMap((one) => (one.kind === 'text' ? [one] : []));

  test('in columns', () => {
    const placed = texts(legend(entries(5), 230, 100).place(0, 0));
    expect(placed.map(({ text }) => text)).toEqual([
      'series 0',
      'series 1',
      'series 2',
      'series 3',
      'series 4',
    ]);
    expect(new Set(placed.map(({ x }) => x)).size).toBe(3);
    expect(new Set(placed.map(({ y }) => y)).size).toBe(2);
  });

  test('tells what has no room', () => {
    const { height, place } = legend(entries(500), 230, 50);
    expect(height).toBeLessThanOrEqual(50);
    expect(texts(place(0, 0)).at(-1)?.text).toMatch(/^and 49\d more$/);
    expect(texts(legend(entries(500), 230, 8).place(0, 0)).map(({ text }) => text)).toEqual(['500 series']);
    expect(legend(entries(5), 230, 5).height).toBe(0);
    expect(legend([], 230, 50).height).toBe(0);
  });

  test('names are shortened only where they stay apart', () => {
    const long = (i: number) => ({
      name: `${'a'.repeat(40)}${i}${'b'.repeat(40)}`,
      color: black,
      side: 'left' as const,
    });
    const same = texts(
      legend(
        Array.from({ length: 20 }, (_, i) => long(i)),
        700,
        60,
      ).place(0, 0),
    );
    expect(new Set(same.map(({ text }) => text)).size).toBe(same.length);
  });

  test('the right axis on the right', () => {
    const placed = legend([...entries(1), ...entries(1, 'right')], 400, 50).place(0, 0);
    const squares = placed.flatMap((one) => (one.kind === 'rectangle' ? [one.x] : []));
    expect(squares).toEqual([0, 393]);
  });
});
