import { describe, expect, test } from 'vitest';
import { parseColor } from './color.ts';
import { readGraphOptions } from './options.ts';
import { TEMPLATES } from './templates.ts';

const read = (parameters: Readonly<Record<string, string>>) => readGraphOptions((name) => parameters[name]);

test('without parameters: graphite-web’s size and meanings in our own looks', () => {
  expect(read({})).toMatchObject({
    type: 'line',
    width: 330,
    height: 250,
    margin: 10,
    title: [],
    legend: { unique: false, hideNull: false },
    shows: { timeLabels: true, valueLabels: true, grid: true },
    minorLines: { count: 0 },
    lineMode: 'slope',
    connectedLimit: Number.POSITIVE_INFINITY,
    areaMode: 'none',
    minXStep: 1,
    axes: { left: {}, right: {} },
    axisSide: 'left',
    unitSystem: 'si',
    divisors: [4, 5, 6],
    pie: { mode: 'average', labels: 'percent', labelsMin: 5, rotated: false },
  });
});

describe('spellings', () => {
  test.each<[Record<string, string>, object]>([
    [
      { width: '800.7', height: '1' },
      { width: 800, height: 1 },
    ],
    [{ margin: '-1' }, { margin: 10 }],
    [{ title: 'a\nb' }, { title: ['a', 'b'] }],
    [
      { title: 'Default', vtitle: '' },
      { title: [], leftTitle: [] },
    ],
    [{ hideLegend: 'true' }, { legend: { shown: false } }],
    [{ hideLegend: 'false' }, { legend: { shown: true } }],
    [{ hideLegend: '0' }, { legend: { shown: true } }],
    [{ hideAxes: '1' }, { shows: { timeLabels: false, valueLabels: false, grid: false } }],
    [{ hideXAxis: 'yes' }, { shows: { timeLabels: false, valueLabels: true, grid: true } }],
    [
      { graphOnly: 'true', title: 'x', margin: '20', hideLegend: 'false' },
      { title: [], margin: 0, legend: { shown: false }, shows: { valueLabels: false, grid: false } },
    ],
    [{ thickness: '3' }, { lineWidth: 3 }],
    [{ thickness: '3', lineWidth: '2' }, { lineWidth: 2 }],
    [{ min: '1', max: '2' }, { axes: { left: { min: 1, max: 2 }, right: {} } }],
    [
      { yMin: '0', yMax: 'max', yLimit: '9', yStep: '5' },
      { axes: { left: { min: 0, max: 'data', limit: 9, step: 5 } } },
    ],
    [
      { yMinLeft: '1', yMin: '2', yMaxRight: '3', yStepRight: '4' },
      { axes: { left: { min: 1 }, right: { max: 3, step: 4 } } },
    ],
    [
      { leftColor: 'red', rightDashed: 'true', rightWidth: '4' },
      { looks: { left: { color: parseColor('red') }, right: { dash: 5, width: 4 } } },
    ],
    [{ yUnitSystem: 'BINARY' }, { unitSystem: 'binary' }],
    [{ yUnitSystem: 'furlongs' }, { unitSystem: 'si' }],
    [{ logBase: 'e' }, { logBase: Math.E }],
    [
      { lineMode: 'Staircase', areaMode: 'STACKED' },
      { lineMode: 'staircase', areaMode: 'stacked' },
    ],
    [
      { colorList: 'red,%23000000,00ff0080' },
      { lineColors: [parseColor('red'), parseColor('black'), parseColor('00ff0080')] },
    ],
    [
      { fontName: 'DejaVu Sans Mono', fontBold: 'true', fontSize: '9' },
      { font: { family: 'mono', weight: 700, size: 9 } },
    ],
    [{ template: 'classic' }, { colors: { background: parseColor('black') }, minorLines: { count: 1 } }],
    [{ template: 'classic', minorY: '0' }, { minorLines: { count: 0 } }],
    [
      { valueLabels: 'number', pieLabels: 'rotated', pieMode: 'maximum' },
      { pie: { labels: 'number', rotated: true, mode: 'maximum' } },
    ],
  ])('%o', (parameters, expected) => {
    expect(read(parameters)).toMatchObject(expected);
  });

  test('a base below 1 is no base', () => {
    expect(read({ logBase: '0' }).logBase).toBeUndefined();
  });

  test('greys follow an own background', () => {
    expect(read({ bgcolor: '000000', fgcolor: 'ffffff' }).colors.muted).toEqual(parseColor('adadad'));
  });
});

test.each<[Record<string, string>, string]>([
  [{ width: '0' }, 'width has to be a number from 1 to 4096, not "0"'],
  [{ width: 'wide' }, 'width has to be a number from 1 to 4096, not "wide"'],
  [{ height: '4097' }, 'height has to be a number from 1 to 4096'],
  [{ width: '4096', height: '4096' }, 'a picture of 4096 by 4096 pixels is too large'],
  [{ yMin: 'NaN' }, 'yMin has to be a number, not "NaN"'],
  [{ yMax: 'Infinity' }, 'yMax has to be a number, not "Infinity"'],
  [{ yStep: '-1' }, 'yStep has to be greater than 0'],
  [{ lineMode: 'wavy' }, 'lineMode may be slope, staircase, connected, not "wavy"'],
  [{ graphType: 'bar' }, 'graphType may be line, pie'],
  [{ template: 'nope' }, 'there is no template "nope"; template may be light, dark, default, classic'],
  [{ bgcolor: 'nope' }, '"nope" is not a colour'],
  [{ colorList: 'red,nope' }, '"nope" is not a colour'],
  [{ yDivisors: '4,0' }, 'yDivisors has to be whole numbers from 1 to 100 such as 4,5,6, not "4,0"'],
  [{ logBase: '1' }, 'logBase has to be e, or a number greater than 1'],
])('%o is refused', (parameters, message) => {
  expect(() => read(parameters)).toThrow(message);
});

test('every template can be read', () => {
  for (const template of TEMPLATES.keys()) expect(read({ template }).lineColors.length).toBeGreaterThan(2);
});
