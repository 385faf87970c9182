import { inflateSync } from 'node:zlib';
import { renderAsync } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import { shippedFonts } from '../../http/shippedFonts.ts';
import type { Command, Scene } from '../../view/scene/scene.ts';
import { pdf, pdfOfPages } from './pdf.ts';
import { svg } from './svg.ts';

const red = { r: 255, g: 0, b: 0, a: 1 };
const green = { r: 0, g: 255, b: 0, a: 1 };
const blue = { r: 0, g: 0, b: 255, a: 1 };

function scene(...commands: readonly Command[]): Scene {
  return { width: 40, height: 20, description: 'test', commands };
}

/** Red, green, blue and alpha of pixels of the picture. */
async function pixels(of: Scene): Promise<(x: number, y: number) => number[]> {
  const { pixels: bytes, width } = await renderAsync(svg(of, shippedFonts), {
    font: { loadSystemFonts: false },
  });
  return (x, y) => [...bytes.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

/** The operators that draw the page. */
async function operators(of: Scene): Promise<string> {
  const text = (await pdf(of, shippedFonts)).toString('latin1');
  const [, data] = /stream\n([\s\S]*?)\nendstream/.exec(text)!;
  return inflateSync(Buffer.from(data, 'latin1')).toString('latin1');
}

const cells: Command = {
  kind: 'cells',
  box: { x: 0, y: 0, width: 30, height: 20 },
  columns: 3,
  rows: 2,
  palette: [red, green, blue],
  cells: Uint16Array.of(1, 1, 0, 2, 3, 3),
};
const across: Command = {
  kind: 'gradient',
  x: 0,
  y: 0,
  width: 40,
  height: 20,
  towards: 'right',
  stops: [
    { at: 0, color: red },
    { at: 1, color: blue },
  ],
};
const ring: Command = {
  kind: 'slice',
  center: { x: 20, y: 10 },
  radius: 10,
  inner: 5,
  from: 0,
  to: 2 * Math.PI,
  fill: red,
};

describe('as SVG', () => {
  test('cells have whole pixels and no seams', async () => {
    const at = await pixels(scene(cells));
    for (const x of [0, 9, 10, 19]) expect(at(x, 9)).toEqual([255, 0, 0, 255]);
    expect(at(20, 5)).toEqual([0, 0, 0, 0]);
    expect(at(9, 10)).toEqual([0, 255, 0, 255]);
    expect(at(29, 19)).toEqual([0, 0, 255, 255]);
    expect(at(30, 19)).toEqual([0, 0, 0, 0]);
  });

  test('gradients go from the first colour to the last', async () => {
    const at = await pixels(scene(across));
    expect(at(0, 10)[0]).toBeGreaterThan(245);
    expect(at(39, 10)[2]).toBeGreaterThan(245);
    const upwards = await pixels(scene({ ...across, towards: 'top' }));
    expect(upwards(20, 19)[0]).toBeGreaterThan(240);
    expect(upwards(20, 0)[2]).toBeGreaterThan(240);
  });

  test('rings are empty in the middle', async () => {
    const at = await pixels(scene(ring));
    expect(at(20, 10)).toEqual([0, 0, 0, 0]);
    expect(at(20, 2)).toEqual([255, 0, 0, 255]);
    expect(at(27, 10)).toEqual([255, 0, 0, 255]);
  });

  test('what is moved is drawn at its new place', async () => {
    const square: Command = { kind: 'rectangle', x: 0, y: 0, width: 10, height: 10, fill: red };
    const inner: Command = { kind: 'move', x: 5, y: 0, inside: [square] };
    const at = await pixels(scene({ kind: 'move', x: 10, y: 4, inside: [inner] }));
    expect(at(14, 8)).toEqual([0, 0, 0, 0]);
    expect(at(15, 3)).toEqual([0, 0, 0, 0]);
    expect(at(15, 4)).toEqual([255, 0, 0, 255]);
    expect(at(24, 13)).toEqual([255, 0, 0, 255]);
  });

  test('of marks only what is inside', async () => {
    const inside: Command = { kind: 'rectangle', x: 0, y: 0, width: 10, height: 10, fill: red };
    const box = { x: 0, y: 0, width: 40, height: 20 };
    const marked = scene({ kind: 'mark', mark: { key: 'a', label: '<secret>' }, box, inside: [inside] });
    expect(svg(marked, shippedFonts)).toBe(svg(scene(inside), shippedFonts));
  });
});

describe('as PDF', () => {
  test('cells are rectangles by colour', async () => {
    const text = await operators(scene(cells));
    expect(text.match(/re$/gm)).toHaveLength(3);
    expect(text).toContain('1.000 0.000 0.000 rg\n0 0 20 10 re\nf');
  });

  test('gradients are strips within their shape', async () => {
    const text = await operators(scene({ ...across, radius: 4 }));
    expect(text).toMatch(/^q .* W n$/m);
    expect(text.match(/re f$/gm)).toHaveLength(20);
  });

  test('what is moved stands between a change of the corner and its end', async () => {
    const square: Command = { kind: 'rectangle', x: 0, y: 0, width: 10, height: 10, fill: red };
    const text = await operators(scene({ kind: 'move', x: 10, y: 4, inside: [square] }));
    expect(text).toMatch(/q 1 0 0 1 10 4 cm\n[^Q]*0 0 10 10 re f\nQ$/);
  });

  test('dots are dashes without length', async () => {
    const line = { points: Float64Array.of(0, 5, 40, 5), starts: [0] };
    const stroke = { color: red, width: 2, dash: [0, 4], round: true };
    expect(await operators(scene({ kind: 'line', line, stroke }))).toContain(' 1 J 2 j [0 4] 0 d');
  });

  test('pages fill their paper, and share their letters', async () => {
    const font = { family: 'sans', size: 10, weight: 400, italic: false } as const;
    const word: Command = { kind: 'text', text: 'Same', font, x: 0, y: 10, color: red };
    const paper = { width: 80, height: 60.5 };
    const pages = [{ scene: scene(word), paper }, { scene: scene(word) }];
    const bytes = await pdfOfPages(pages, shippedFonts, 'Both');
    const text = bytes.toString('latin1');
    expect(text.match(/\/Type \/Page /g)).toHaveLength(2);
    expect(text).toContain('/Count 2');
    expect(text).toContain('/MediaBox [0 0 80 60.5]');
    expect(text).toContain('/MediaBox [0 0 40 20]');
    expect(text.match(/\/Type3/g)).toHaveLength(1);
    const [first] = [...text.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(([, data]) =>
      inflateSync(Buffer.from(data, 'latin1')).toString('latin1'),
    );
    expect(first).toMatch(/^2\.00000 0 0 -3\.02500 0 60\.5 cm\n/);
  });

  test('the hole of a ring goes the other way round', async () => {
    const text = await operators(scene(ring));
    expect(text.match(/ m /g)).toHaveLength(2);
    expect(text.match(/h\b/g)).toHaveLength(2);
  });

  test('of marks only what is inside', async () => {
    const box = { x: 0, y: 0, width: 40, height: 20 };
    const marked = scene({ kind: 'mark', mark: { key: 'a', label: 'a' }, box, inside: [ring] });
    expect(await operators(marked)).toBe(await operators(scene(ring)));
  });
});
