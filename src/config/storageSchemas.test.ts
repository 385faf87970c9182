import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SeriesSchema } from '../model/retention.ts';
import { AGGREGATION_METHODS } from '../model/retention.ts';
import { parseCarbonConf } from './carbonConf.ts';
import { formatRetentions } from './retentions.ts';
import { SettingsError } from './settingsError.ts';
import { createSchemaOf, loadSchemaOf } from './storageSchemas.ts';

function schemaOf(schemas: string | null, aggregation: string | null = null) {
  return createSchemaOf({
    schemas: schemas === null ? null : { path: 's.conf', text: schemas },
    aggregation: aggregation === null ? null : { path: 'a.conf', text: aggregation },
  });
}

function shown({ archives, aggregation, xFilesFactor }: SeriesSchema): string {
  return `${formatRetentions(archives)} ${aggregation} ${xFilesFactor}`;
}

function problems(schemas: string | null, aggregation: string | null = null): readonly string[] {
  try {
    schemaOf(schemas, aggregation);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  throw new Error('the files were accepted');
}

describe('without files', () => {
  const fine = '1:86400,10:259200,60:525600';
  const usual = '10:259200,60:525600';
  test.each([
    ['hosts.web01.cpu.all.usage', `${fine} average 0`],
    ['plumbago.ingest.points', `${fine} average 0`],
    ['hosts', `${usual} average 0`],
    ['my.hosts.a', `${usual} average 0`],
    ['requests.time.min', `${usual} min 0`],
    ['requests.time.max', `${usual} max 0`],
    ['requests.count', `${usual} sum 0`],
    ['requests.sum', `${usual} sum 0`],
    ['requests.counter', `${usual} average 0`],
    ['count', `${usual} average 0`],
  ])('%s', (name, expected) => expect(shown(schemaOf(null)(name))).toBe(expected));

  test('series of the same rules share one schema', () => {
    const of = schemaOf(null);
    expect(of('a.b')).toBe(of('c.d'));
    expect(of('a.max')).not.toBe(of('a.min'));
  });
});

const SCHEMAS = `
# carbon's own sample, and what people make of it
[carbon]
pattern = ^carbon\\.
retentions = 60:90d

[servers]
priority = 100
PATTERN: (?i)^servers\\.(?P<name>web|db)
Retentions = 10s:6h,1m:7d,10m:5y   # a comment behind a value

[continued]
pattern = ^long$
retentions = 1s:1h,
    1m:1d,
    1h:1y
  ; an indented comment

[all]
  pattern = .*
  retentions = 60s:1d ; the rest
`;

describe('storage-schemas.conf', () => {
  test.each([
    ['carbon.agents.a', '60:129600'],
    ['SERVERS.web1.cpu', '10:2160,60:10080,600:262800'],
    ['long', '1:3600,60:1440,3600:8760'],
    ['anything', '60:1440'],
    ['disk.used;host=a', '60:1440'],
  ])('%s', (name, archives) => expect(formatRetentions(schemaOf(SCHEMAS)(name).archives)).toBe(archives));

  test('where nothing matches, carbon keeps a week of minutes', () => {
    expect(formatRetentions(schemaOf('[a]\npattern = ^a$\nretentions = 1:60\n')('b').archives)).toBe(
      '60:10080',
    );
    expect(formatRetentions(schemaOf('')('b').archives)).toBe('60:10080');
  });

  test('aggregation stays built-in', () => {
    expect(schemaOf(SCHEMAS)('a.max')).toMatchObject({ aggregation: 'max', xFilesFactor: 0 });
  });

  test('Windows line ends and a byte order mark do no harm', () => {
    const text = '\ufeff[a]\r\npattern = ^a$\r\nretentions = 1:60\r\n';
    expect(formatRetentions(schemaOf(text)('a').archives)).toBe('1:60');
  });

  test.each([
    ['[a]\nretentions = 60:1\n', 's.conf:1: [a] has no pattern; add one, such as pattern = ^servers\\.'],
    ['\n[a]\npattern = x', 's.conf:2: [a] has no retentions; add one, such as retentions = 10s:6h,1m:7d'],
    [
      '[a]\npattern = x\nretentions =',
      's.conf:3: [a] has no retentions; add one, such as retentions = 10s:6h,1m:7d',
    ],
    [
      '[a]\npattern = x\nretentions = 60:60,90:90',
      "s.conf:3: [a] retentions: 90:90 can't follow 60:60: its step must be a multiple of 60 seconds",
    ],
    [
      '[a]\npattern = (\nretentions = 60:60',
      's.conf:2: [a] pattern: "(" is not a regular expression: Unterminated group',
    ],
    ['pattern = x', 's.conf:1: "pattern = x" stands above the first [section]; move it below one'],
    [
      '[a]\npattern = x\nretentions = 1:60\nhello',
      's.conf:4: "hello" is neither [section], key = value nor a comment',
    ],
    [
      '[a]\npattern = x\nretentions = 1:60\npattern = y',
      's.conf:4: pattern stands already in line 2; keep one of them',
    ],
    [
      '[a]\npattern = x\nretentions = 1:60\n[a]\npattern = y\nretentions = 1:60',
      's.conf:4: [a] stands already in line 1; give one another name',
    ],
  ])('%j', (text, problem) => expect(problems(text)).toEqual([problem]));

  test('a slip in a key is told beside what is missing for it', () => {
    expect(problems('[a]\npattern = x\nretention = 60:60')).toEqual([
      's.conf:3: [a] has no use for "retention"; did you mean "retentions"?',
      's.conf:1: [a] has no retentions; add one, such as retentions = 10s:6h,1m:7d',
    ]);
  });

  test('keys that are nothing like ours are ignored, as carbon does', () => {
    expect(schemaOf('[a]\npattern = x\nretentions = 60:60\ndescription = hi\n')('x').archives).toHaveLength(
      1,
    );
  });
});

const AGGREGATION = `
[min]
pattern = \\.lower$
xFilesFactor = 0.1
aggregationMethod = min
[half]
pattern = \\.gauge$
aggregationMethod = last
[factor]
pattern = \\.rare$
xFilesFactor = 0
`;

describe('storage-aggregation.conf', () => {
  test.each([
    ['a.lower', 'min 0.1'],
    ['a.gauge', 'last 0.5'],
    ['a.rare', 'average 0'],
    ['a.min', 'average 0.5'],
  ])('%s', (name, expected) => {
    const { aggregation, xFilesFactor } = schemaOf(null, AGGREGATION)(name);
    expect(`${aggregation} ${xFilesFactor}`).toBe(expected);
  });

  test.each(AGGREGATION_METHODS.map((method) => [method]))('%s is a method', (method) => {
    expect(schemaOf(null, `[a]\npattern = .*\naggregationMethod = ${method}\n`)('x').aggregation).toBe(
      method,
    );
  });

  test.each([
    [
      '[a]\npattern = x\naggregationMethod = averge',
      'a.conf:3: [a] aggregationmethod: "averge" is not one of average, sum, last, max, min, avg_zero, absmax, absmin (did you mean "average"?)',
    ],
    [
      '[a]\npattern = x\nxFilesFactor = 50',
      'a.conf:3: [a] xfilesfactor: "50" is not a number from 0 to 1; 0.5 asks for half of the points',
    ],
    ['[a]\nxFilesFactor = 0.5', 'a.conf:1: [a] has no pattern; add one, such as pattern = ^servers\\.'],
  ])('%j', (text, problem) => expect(problems(null, text)).toEqual([problem]));
});

test('mistakes of both files are told at once', () => {
  expect(problems('[a]\npattern = x', '[b]\npattern = [')).toHaveLength(2);
});

test('a named file must be there', () => {
  const settings = { schemasFile: '/s.conf', aggregationFile: null, sources: { schemas: 'flag --schemas' } };
  expect(() => loadSchemaOf(settings, () => null)).toThrow('flag --schemas: there is no file /s.conf');
  const unreadable = (): never => {
    throw new Error('EACCES');
  };
  expect(() => loadSchemaOf(settings, unreadable)).toThrow("flag --schemas: /s.conf can't be read: EACCES");
  expect(formatRetentions(loadSchemaOf(settings, () => SCHEMAS)('carbon.a').archives)).toBe('60:129600');
});

test('no text upsets the parser, and every problem has a line of the text', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '[a]',
      '[b',
      'pattern = x',
      'retentions: 60:60',
      '  more',
      '# note',
      '',
      'x = y ; z',
      '\t=',
      '[]',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
      const text = lines.join(end);
      const { sections, problems: found } = parseCarbonConf(text);
      const count = text.split(/\r\n|\n|\r/).length;
      for (const { line: at } of [...found, ...sections]) {
        expect(at).toBeGreaterThanOrEqual(1);
        expect(at).toBeLessThanOrEqual(count);
      }
      // What the parser takes, the rest of the way must take as well, or refuse with a place.
      try {
        schemaOf(text)('some.name');
      } catch (error) {
        expect(error).toBeInstanceOf(SettingsError);
        for (const problem of (error as SettingsError).problems) expect(problem).toMatch(/^s\.conf:\d+: /);
      }
    }),
  );
});

test('sections come back as they were written', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9_.^$]{0,12}$/);
  const sections = fc.uniqueArray(fc.record({ name: word, pattern: word }), {
    selector: ({ name }) => name,
    maxLength: 6,
  });
  fc.assert(
    fc.property(sections, (written) => {
      const text = written.map(({ name, pattern }) => `[${name}]\npattern = ${pattern}\n`).join('\n');
      const parsed = parseCarbonConf(text);
      expect(parsed.problems).toEqual([]);
      expect(
        parsed.sections.map(({ name, options }) => ({ name, pattern: options.get('pattern')?.value })),
      ).toEqual(written);
    }),
  );
});
