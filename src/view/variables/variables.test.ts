// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references to variables of dashboards
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Variable, VariableValue } from '../../schema/dashboard.ts';
import { readCustomOptions } from './customOptions.ts';
import { dependenciesOf, dependentsOf, orderVariables, variablesIn } from './dependencies.ts';
import { formatNames } from './formats.ts';
import { interpolate, type VariableValues } from './interpolate.ts';
import { autoInterval, intervalSeconds, intervalText, readIntervals } from './intervals.ts';
import { expandReferences, referencesIn } from './references.ts';
import { interpolateTarget } from './targets.ts';
import { builtinValues, intervalValue, isAll, shownValue } from './values.ts';

const values: VariableValues = new Map<
  string,
  VariableValue | { value: VariableValue; text?: VariableValue; raw?: boolean }
>([
  ['host', 'web1'],
  ['hosts', ['web1', 'web2']],
  ['one', ['web1']],
  ['none', []],
  ['odd', ["a'b", 'c"d.e']],
  ['shown', { value: ['a', 'b'], text: ['Alpha', 'Beta'] }],
  ['all', { value: 'web*.{a,b}', text: 'All', raw: true }],
  ['__from', '1795442700000'],
  ['__series.name', 'cpu'],
  ['dollar', '$host'],
]);

describe('interpolation', () => {
  test.each<[string, string]>([
    ['hosts.$host.cpu', 'hosts.web1.cpu'],
    ['hosts.${host}.cpu', 'hosts.web1.cpu'],
    ['hosts.[[host]].cpu', 'hosts.web1.cpu'],
    ['$hosts', '{web1,web2}'],
    ['$one', 'web1'],
    ['[$none]', '[]'],
    ['$unknown ${unknown} ${unknown:csv} [[unknown]]', '$unknown ${unknown} ${unknown:csv} [[unknown]]'],
    ['$hostile', '$hostile'],
    ['${hosts:csv}', 'web1,web2'],
    ['[[hosts:csv]]', 'web1,web2'],
    ['${hosts:raw}', 'web1,web2'],
    ['${hosts:pipe}', 'web1|web2'],
    ['${hosts:glob}', '{web1,web2}'],
    ['${hosts:regex}', '(web1|web2)'],
    ['${one:regex}', 'web1'],
    ['${odd:regex}', '(a\'b|c"d\\.e)'],
    ['${hosts:json}', '["web1","web2"]'],
    ['${host:json}', '"web1"'],
    ['${none:json}', '[]'],
    ['${hosts:percentencode}', '%7Bweb1%2Cweb2%7D'],
    ['${hosts:queryparam}', 'var-hosts=web1&var-hosts=web2'],
    ['${odd:singlequote}', "'a\\'b','c\"d.e'"],
    ['${odd:doublequote}', '"a\'b","c\\"d.e"'],
    ['${odd:sqlstring}', "'a''b','c\"d.e'"],
    ['${odd:lucene}', '("a\'b" OR "c\\"d.e")'],
    ['${host:lucene}', 'web1'],
    ['${hosts:distributed}', 'web1,hosts=web2'],
    ['${shown:text}', 'Alpha + Beta'],
    ['${shown.text}', 'Alpha + Beta'],
    ['${shown.value}', '{a,b}'],
    ['${host:text}', 'web1'],
    ['$all', 'web*.{a,b}'],
    ['${all:regex}', 'web*.{a,b}'],
    ['${all:text}', 'All'],
    ['${all:percentencode}', 'web%2A.%7Ba%2Cb%7D'],
    ['${hosts:unheard-of}', '{web1,web2}'],
    ['${__from:date}', '2026-11-23T14:05:00.000Z'],
    ['${__from:date:iso}', '2026-11-23T14:05:00.000Z'],
    ['${__from:date:seconds}', '1795442700'],
    ['${__from:date:YYYY-MM-DD HH:mm}', '2026-11-23 14:05'],
    ['$__from', '1795442700000'],
    ['${__series.name}', 'cpu'],
    ['${__series.other}', '${__series.other}'],
    ['$dollar', '$host'],
    ['aliasSub(x, "(.*)", "\\1 $1 costs $5")', 'aliasSub(x, "(.*)", "\\1 $1 costs $5")'],
  ])('%s becomes %s', (text, wanted) => expect(interpolate(text, values)).toBe(wanted));

  test('dates are those of the zone, and texts may have another default', () => {
    expect(interpolate('${__from:date:HH:mm}', values, { zone: 'Asia/Tokyo' })).toBe('23:05');
    expect(interpolate('$hosts', values, { format: 'csv' })).toBe('web1,web2');
  });

  const anyValue = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 4 }));
  test('never throws, leaves no known variable and touches nothing else', () => {
    fc.assert(
      fc.property(
        fc.string(),
        anyValue,
        fc.constantFrom(...formatNames, 'x'),
        fc.string(),
        (before, value, format, after) => {
          fc.pre(!/[$[]/.test(before + after));
          const text = interpolate(`${before}\${x:${format}}${after}`, new Map([['x', value]]));
          expect(text.startsWith(before)).toBe(true);
          expect(text.endsWith(after)).toBe(true);
          expect(interpolate(before + after, new Map([['x', value]]))).toBe(before + after);
        },
      ),
    );
  });

  test('what json writes can be read again, and percentencode too', () => {
    fc.assert(
      fc.property(anyValue, fc.string(), (value, text) => {
        expect(JSON.parse(interpolate('${x:json}', new Map([['x', value]])))).toEqual(value);
        expect(decodeURIComponent(interpolate('${x:percentencode}', new Map([['x', text]])))).toBe(
          text.toWellFormed(),
        );
      }),
    );
  });

  test('what regex writes finds the values and nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }),
        fc.string(),
        (list, other) => {
          const pattern = new RegExp(`^(?:${interpolate('${x:regex}', new Map([['x', list]]))})$`);
          for (const value of list) expect(pattern.test(value)).toBe(true);
          expect(pattern.test(other)).toBe(list.includes(other));
        },
      ),
    );
  });

  test('targets have intervals in Graphite’s words', () => {
    const target = 'summarize(hosts.$hosts.cpu, \'$step\', "sum")';
    const all = new Map([...values, ['step', '5m']]);
    expect(interpolateTarget(target, all)).toBe('summarize(hosts.{web1,web2}.cpu, \'5min\', "sum")');
    expect(interpolateTarget("timeShift(a, '-1M')", all)).toBe("timeShift(a, '-1mon')");
    expect(interpolateTarget("movingAverage(a.5m, '10min')", all)).toBe("movingAverage(a.5m, '10min')");
  });
});

describe('references to other targets', () => {
  const expand = (...targets: string[]) =>
    expandReferences(targets.map((target, i) => ({ refId: 'ABCDEFG'[i], target })));

  test.each<[string[], string[]]>([
    [
      ['a.b', 'sum(#A)'],
      ['a.b', 'sum(a.b)'],
    ],
    [
      ['sum(#B)', 'a.b\n'],
      ['sum(a.b)', 'a.b\n'],
    ],
    [
      ['a', 'f(#A)', 'g(#B,#A)'],
      ['a', 'f(a)', 'g(f(a),a)'],
    ],
    [
      ['a', "color(#A,'#A00')", 'alias(#A,"#A")'],
      ['a', "color(a,'#A00')", 'alias(a,"#A")'],
    ],
    [
      ['a#Z', '#A1'],
      ['a#Z', '#A1'],
    ],
  ])('%j are %j', (targets, wanted) =>
    expect(expand(...targets).map(({ target }) => target)).toEqual(wanted),
  );

  test('that come back to themselves are reported', () => {
    const [a, b, c, d] = expand('f(#B)', 'g(#C)', 'h(#B)', 'x');
    expect(a.problem).toBe('#B refers to itself: B → C → B');
    expect([b.problem, c.problem]).toEqual([
      '#B refers to itself: B → C → B',
      '#C refers to itself: C → B → C',
    ]);
    expect(d).toEqual({ refId: 'D', target: 'x' });
    expect(b.target).toBe('g(#C)');
    expect(expand('f(#A)')[0].problem).toBe('#A refers to itself: A → A');
  });

  test('that grow beyond all bounds are reported', () => {
    const doubled = (of: string) => Array.from({ length: 40 }, () => of).join(',');
    const targets = ['a'.repeat(50), ...['A', 'B', 'C', 'D'].map((of) => `f(${doubled(`#${of}`)})`)];
    const last = expand(...targets).at(-1)!;
    expect(last.problem).toMatch(/longer than 100000/);
  });

  test('are listed once', () => {
    expect(referencesIn('f(#A,#B,#AB,#A,"#C")')).toEqual(['A', 'B', 'AB']);
  });
});

test.each<[string, { value: string; text: string }[]]>([
  ['a, b,c', ['a', 'b', 'c'].map((text) => ({ value: text, text }))],
  [
    'One : 1, Two : 2',
    [
      { text: 'One', value: '1' },
      { text: 'Two', value: '2' },
    ],
  ],
  [
    'a\\,b, c',
    [
      { text: 'a,b', value: 'a,b' },
      { text: 'c', value: 'c' },
    ],
  ],
  [
    'http://x:80, t : http://y',
    [
      { text: 'http://x:80', value: 'http://x:80' },
      { text: 't', value: 'http://y' },
    ],
  ],
  [' , ,', []],
  ['', []],
])('custom options %j', (text, wanted) => expect(readCustomOptions(text)).toEqual(wanted));

describe('intervals', () => {
  test.each<[string, number | null]>([
    ['10s', 10],
    ['5m', 300],
    ['5min', 300],
    ['1.5h', 5400],
    ['1d', 86_400],
    ['2w', 1_209_600],
    ['1M', 2_592_000],
    ['1mon', 2_592_000],
    ['1y', 31_536_000],
    ['200ms', 0.2],
    ['0s', null],
    ['5', null],
    ['m', null],
    ['5 parsecs', null],
  ])('%s has %s seconds', (text, seconds) => expect(intervalSeconds(text)).toBe(seconds));

  test('have a text that means them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e8 }), (seconds) => {
        expect(intervalSeconds(intervalText(seconds))).toBe(seconds);
      }),
    );
  });

  test.each([
    [3600, 100, 1, 30],
    [3600, 1000, 1, 5],
    [3600, 1000, 60, 60],
    [86_400 * 30, 1000, 10, 1800],
    [10, 1000, 1, 1],
  ])('%i seconds in %i parts of at least %i are %i each', (range, count, least, wanted) =>
    expect(autoInterval(range, count, least)).toBe(wanted),
  );

  test('grow with the range', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 5000 }),
        (a, b, count) => {
          expect(autoInterval(Math.min(a, b), count)).toBeLessThanOrEqual(
            autoInterval(Math.max(a, b), count),
          );
        },
      ),
    );
  });

  test('are read from a list', () => {
    expect(readIntervals('1m, 10m,nonsense,1h')).toEqual(['1m', '10m', '1h']);
  });
});

const query = (name: string, text: string): Variable => ({ type: 'query', name, query: text });

describe('variables that use each other', () => {
  const region = query('region', 'sites.*');
  const host = query('host', 'sites.$region.*');
  const disk = query('disk', 'sites.${region}.[[host]].disks.*');
  const text: Variable = { type: 'text', name: 'text' };

  test('are found in texts', () => {
    expect(variablesIn('$a ${b:csv} [[c]] ${d.e} $a \\$f $1')).toEqual(['a', 'b', 'c', 'd', 'f', '1']);
    expect(dependenciesOf(disk)).toEqual(['region', 'host']);
    expect(dependenciesOf({ type: 'custom', name: 'c', options: '$host,$c' })).toEqual(['host']);
  });

  test('are asked after those that they use', () => {
    const { order, circles } = orderVariables([disk, text, host, region]);
    expect(order.map(({ name }) => name)).toEqual(['region', 'host', 'disk', 'text']);
    expect(circles).toEqual([]);
  });

  test('in a circle are reported', () => {
    const { order, circles } = orderVariables([query('a', '$b'), query('b', '$c'), query('c', '$b')]);
    expect(circles).toEqual([['b', 'c']]);
    expect(order.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c']);
  });

  test('change with those that they use', () => {
    expect([...dependentsOf('region', [disk, text, host, region])]).toEqual(['disk', 'host']);
    expect([...dependentsOf('text', [disk, text, host, region])]).toEqual([]);
  });
});

describe('what was chosen', () => {
  const options = [
    { value: 'a', text: 'Alpha' },
    { value: 'b', text: 'Beta' },
  ];
  const variable: Variable = { ...query('x', 'q'), type: 'query', query: 'q', multi: true, includeAll: true };

  test.each<[Variable, VariableValue, string, string]>([
    [variable, ['a'], 'a', 'Alpha'],
    [variable, ['a', 'b'], '{a,b}', 'Alpha + Beta'],
    [variable, ['$__all'], '{a,b}', 'All'],
    [variable, '$__all', '{a,b}', 'All'],
    [{ ...variable, allValue: '*' }, ['$__all'], '*', 'All'],
    [{ ...variable, allValue: '*' }, ['a'], 'a', 'Alpha'],
    [{ type: 'text', name: 'x' }, 'free', 'free', 'free'],
  ])('%j as %j is %s', (of, chosen, glob, text) => {
    const all = new Map([['x', shownValue(of, chosen, options)]]);
    expect(interpolate('$x', all)).toBe(glob);
    expect(interpolate('${x:text}', all)).toBe(text);
  });

  test('“All” is told from the rest', () => {
    expect([isAll('$__all'), isAll(['$__all']), isAll(['a']), isAll(undefined)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('an interval may be left to the range', () => {
    const interval = {
      type: 'interval',
      name: 'step',
      options: '1m,10m',
      auto: { parts: 60, least: '1m' },
    } as const;
    expect(intervalValue(interval, '10m', 3600)).toBe('10m');
    expect(intervalValue(interval, 'auto', 3600)).toBe('1m');
    expect(intervalValue(interval, 'auto', 86_400)).toBe('20m');
  });

  test('pages have variables of their own', () => {
    const all = builtinValues({
      from: 1_795_442_700,
      until: 1_795_446_300,
      maxDataPoints: 100,
      minInterval: 10,
      dashboard: { title: 'Hosts', uid: 'hosts' },
    });
    expect(
      interpolate(
        '$__interval $__interval_ms $__rate_interval $__from ${__to:date:HH:mm} $__range $__range_s $__dashboard ${__dashboard.uid}',
        all,
      ),
    ).toBe('30s 30000 40s 1795442700000 15:05 3600s 3600 Hosts hosts');
  });
});
