import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedFonts } from '../../http/shippedFonts.ts';
import type { Drawing, Series } from '../../query/series.ts';
import { anyFormatNamed } from '../index.ts';
import { minutes } from '../testing/series.ts';
import { constantSlice } from './constantSlice.ts';
import { encodePng } from './png.ts';

async function draw(
  format: string,
  list: readonly Series[],
  parameters: Readonly<Record<string, string>> = {},
  jsonp?: string,
) {
  const found = anyFormatNamed(format);
  if (!('draw' in found)) throw new Error(`${format} is no picture`);
  return await found.draw(list, jsonp === undefined ? {} : { jsonp }, {
    parameters: (name) => parameters[name],
    fonts: shippedFonts,
  });
}
const svg = async (list: readonly Series[], parameters: Readonly<Record<string, string>> = {}) =>
  (await draw('svg', list, parameters)).body.toString();
const drawn = (name: string, values: readonly number[], drawing: Drawing = {}) =>
  minutes(name, values, { drawing });
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

const wave = Array.from({ length: 100 }, (_, i) => 10 + 5 * Math.sin(i / 9));

describe('svg', () => {
  test('a line a series in the colours of the list, a square a name', async () => {
    const text = await svg([drawn('a', wave), drawn('b', wave)], {
      colorList: '010203,040506',
      width: '400',
    });
    expect(text).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="400" height="250"/);
    expect(count(text, /stroke="#010203"/g)).toBe(1);
    expect(count(text, /<rect [^>]*fill="#040506"/g)).toBe(1);
    expect(text).toContain('aria-label="Graph of a, b"');
  });

  test('what series ask for themselves', async () => {
    const list = [
      drawn('a', wave, { color: '111111', lineWidth: 7, dashed: 3, alpha: 0.5 }),
      drawn('b', wave, { color: '222222', invisible: true }),
      drawn('c', [0, 1, 0, ...wave], { color: '333333', drawAsInfinite: true }),
    ];
    const text = await svg(list, { hideLegend: 'true' });
    expect(text).toMatch(
      /stroke="#111111" stroke-width="7" stroke-linejoin="round" stroke-opacity="0.5" stroke-dasharray="3 3"/,
    );
    expect(text).not.toContain('#222222');
    const [, marks = ''] = /d="([^"]*)" fill="none" stroke="#333333"/.exec(text) ?? [];
    expect(count(marks, /M/g)).toBe(101);
  });

  test('areas are opaque in graphite’s colours, and have a line in ours', async () => {
    const colors = { areaMode: 'stacked', colorList: '010203', hideLegend: '1' };
    const graphite = await svg([drawn('a', wave)], { ...colors, template: 'default' });
    expect(graphite).toContain('Z" fill="#010203"/>');
    expect(graphite).not.toContain('stroke="#010203"');
    const ours = await svg([drawn('a', wave)], colors);
    expect(ours).toContain('Z" fill="#010203" fill-opacity="0.55"/>');
    expect(ours).toContain('stroke="#010203"');
  });

  test('nothing but lines with graphOnly', async () => {
    const text = await svg([drawn('a', wave)], { graphOnly: 'true', title: 'x' });
    expect(text).not.toContain('<use');
    expect(count(text, /<path [^>]*stroke=/g)).toBe(1);
  });

  test('titles and names are no markup', async () => {
    const text = await svg([drawn('<script>"&\u0000\ud800', wave)]);
    expect(text).toContain('aria-label="Graph of &lt;script&gt;&quot;&amp; \ufffd"');
    expect(text).not.toContain('<script');
  });

  test('as a call', async () => {
    const { contentType, body } = await draw('svg', [], {}, 'show');
    expect([contentType, body.toString().slice(0, 10)]).toEqual(['text/javascript', 'show("<svg']);
    await expect(draw('svg', [], {}, 'a b')).rejects.toThrow('jsonp has to be the name of a function');
  });

  test('nothing to show is said', async () => {
    for (const list of [[], [drawn('a', [])]]) {
      expect(await svg(list, { title: 'CPU' })).toContain('aria-label="CPU. No data"');
    }
    expect(await svg([drawn('a', [-1, 0])], { graphType: 'pie' })).toContain('aria-label="No data"');
    // Series without a value have a place in time, and a legend.
    expect(await svg([drawn('a', [Number.NaN, Number.NaN])])).toContain('aria-label="Graph of a"');
  });

  test('whatever is asked for, all coordinates are numbers', async () => {
    const value = fc.oneof(fc.double(), fc.constantFrom(0, Number.NaN, 1e308, -1e308, 5e-324));
    const flag = fc.boolean();
    const drawing = fc.record(
      { stacked: flag, secondYAxis: flag, drawAsInfinite: flag, invisible: flag, dashed: fc.constant(2) },
      { requiredKeys: [] },
    );
    const series = fc
      .tuple(fc.array(value, { maxLength: 20 }), drawing, fc.constantFrom(1, 60, 86_400))
      .map(([values, look, step]) =>
        minutes('s', values, { drawing: look, step, end: 60 + step * values.length }),
      );
    const parameters = fc.record(
      {
        width: fc.constantFrom('1', '50', '800'),
        height: fc.constantFrom('1', '50', '400'),
        margin: fc.constantFrom('0', '500'),
        fontSize: fc.constantFrom('1', '60'),
        title: fc.constant('a\nb'),
        graphType: fc.constantFrom('line', 'pie'),
        lineMode: fc.constantFrom('slope', 'staircase', 'connected'),
        areaMode: fc.constantFrom('none', 'first', 'all', 'stacked'),
        logBase: fc.constantFrom('e', '10'),
        yStep: fc.constantFrom('1e-9', '1', '1e12'),
        yLimit: fc.constantFrom('-1', '1e9'),
        minorY: fc.constantFrom('0', '5'),
        template: fc.constantFrom('dark', 'classic'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(series, { maxLength: 5 }), parameters, async (list, asked) => {
        const text = await svg(list, asked);
        expect(text).not.toMatch(/NaN|Infinity|undefined/);
        expect(text).not.toMatch(/ (?:d|x|y|width|height|transform)="[^"]*\de/);
      }),
      { numRuns: 200 },
    );
  });
});

describe('png', () => {
  test('of the size that was asked for', async () => {
    const { contentType, body } = await draw('png', [drawn('a', wave)], { width: '123', height: '45' });
    expect(contentType).toBe('image/png');
    expect(body.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect([body.readUInt32BE(16), body.readUInt32BE(20)]).toEqual([123, 45]);
  });

  test('colours are not multiplied by alpha', async () => {
    const body = await encodePng(2, 1, Buffer.of(64, 32, 0, 128, 0, 0, 0, 0));
    const length = body.readUInt32BE(33);
    expect([...inflateSync(body.subarray(41, 41 + length))]).toEqual([0, 128, 64, 0, 128, 0, 0, 0, 0]);
  });

  test('outputFormat decides', async () => {
    expect((await draw('png', [], { outputFormat: 'SVG' })).contentType).toBe('image/svg+xml');
  });
});

describe('pdf', () => {
  test('of one page, objects where the table says', async () => {
    const { contentType, body } = await draw('pdf', [drawn('a', wave)], {
      width: '500',
      height: '200',
      title: 'ä (b',
    });
    const text = body.toString('latin1');
    expect(contentType).toBe('application/pdf');
    expect(text.startsWith('%PDF-1.4\n')).toBe(true);
    expect(text.endsWith('%%EOF\n')).toBe(true);
    expect(text).toContain('/MediaBox [0 0 500 200]');
    const table = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    const offsets = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) =>
      Number(offset),
    );
    offsets.forEach((offset, i) => {
      expect(text.slice(offset).startsWith(`${i + 1} 0 obj\n`)).toBe(true);
    });
    expect(offsets.length).toBeGreaterThan(10);
  });

  test('letters can be searched for', async () => {
    const { body } = await draw('pdf', [drawn('Ω', wave)], { graphType: 'pie' });
    const streams = [...body.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g)];
    const texts = streams.map(([, data]) => inflateSync(Buffer.from(data, 'latin1')).toString('latin1'));
    expect(texts.some((text) => text.includes('beginbfchar') && text.includes('<03a9>'))).toBe(true);
  });
});

describe('pie', () => {
  test('a slice a series, labelled unless it is small', async () => {
    const list = [drawn('a', [30, 50]), drawn('b', [59, Number.NaN]), drawn('c', [1]), drawn('none', [])];
    const text = await svg(list, { graphType: 'pie', colorList: '010101,020202,030303' });
    expect(text).toContain('Pie of a 40 %, b 59 %, c 1 %');
    expect(count(text, /<path d="[^"]*A[^"]*" fill="#0[123]0[123]0[123]"/g)).toBe(3);
  });

  test('a single one is a circle', async () => {
    expect(await svg([drawn('a', [3])], { graphType: 'pie', hideLegend: '1', valueLabels: 'none' })).toMatch(
      /<path d="M165 10A115 115 0 0 1 165 240A115 115 0 0 1 165 10Z"/,
    );
  });

  test.each([
    ['used:42.5', ['used', 42.5]],
    ['a b: -1e3 ', ['a b', -1000]],
    ['used:', undefined],
    ['used:x', undefined],
    ["alias(a, 'b:5')", undefined],
    ['a.b.c', undefined],
  ])('target %s', (target, expected) => {
    const slice = constantSlice(target);
    expect(slice === undefined ? undefined : [slice.name, slice.values[0]]).toEqual(expected);
  });
});

test('all files of fonts that may be asked for are there', () => {
  for (const weight of [400, 600, 700] as const) {
    for (const italic of [true, false]) {
      for (const family of ['sans', 'mono'] as const) {
        expect(shippedFonts.measure('aąαяєạ日', { family, size: 10, weight, italic })).toBeGreaterThan(10);
      }
    }
  }
});
