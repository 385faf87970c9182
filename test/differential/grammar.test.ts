/** Which targets can be read, and as what, against graphite-web's own grammar. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { parseTarget } from '../../src/query/target/parser.ts';
import { fillTemplates } from '../../src/query/target/template.ts';
import type { CallNode, TargetNode } from '../../src/query/target/tree.ts';
import { TargetError } from '../../src/query/targetError.ts';
import { GraphiteReference, type ReferenceNode } from '../support/graphiteReference.ts';

const CASES = Number(process.env['GRAMMAR_CASES'] ?? 5000);
const SEED = Number(process.env['GRAMMAR_SEED'] ?? Date.now() % 2 ** 31);

/** Texts that are read otherwise, and why; also in docs/differences.md. Nearly all of them graphite-web does not read at all. */
const KNOWN_DIFFERENCES: readonly (readonly [reason: string, pattern: RegExp])[] = [
  ['a dot with a backslash makes an empty segment: no series can be meant', /\\\./],
  ['1e+3 is a path there', /\de\+\d/i],
  ['.5 is nothing there', /-?\.\d/],
  ['braces may stand in braces here, and hold dots or nothing', /\{[^}]*[{.]|\{,|,\}|\{\}/],
  ['arguments by name need one without before them there', /\(\s*[A-Za-z_]\w*\s*=/],
  ['an empty segment before the tags: no series can be meant', /\.;/],
  ['tabs in texts become blanks there', /['"].*\t/],
  [
    'names and functions that begin with true, false, none or inf are no arguments there',
    /(true|false|none|inf)\s*[^\w\s,)=]/i,
  ],
  ['\\x needs hexadecimal digits behind it there', /\\x/],
  ['name= with nothing behind it is a path there', /=\s*[,).]/],
  ['calls and pipes may stand in a template here', /template\s*\(/],
  ['an argument left out before the first comma is a path that no series has', /\(\s*,/],
];

const reference = new GraphiteReference();
afterAll(() => reference.close());

test(`targets: GRAMMAR_CASES=${CASES} GRAMMAR_SEED=${SEED}`, async () => {
  const texts = fc.sample(targets, { numRuns: CASES, seed: SEED });
  const answers = await reference.targets(texts);
  let readAlike = 0;
  const known = new Set<string>();
  const differences = texts.flatMap((text, i) => {
    const theirs = 'error' in answers[i]! || hasCallOfTemplate(answers[i]!) ? null : answers[i]!;
    const ours = parse(text);
    if (JSON.stringify(ours, numbers) === JSON.stringify(theirs, numbers)) {
      if (ours !== null) readAlike++;
      return [];
    }
    const reasons = KNOWN_DIFFERENCES.filter(([, pattern]) => pattern.test(text)).map(([reason]) => reason);
    for (const reason of reasons) known.add(reason);
    if (reasons.length > 0) return [];
    return [`${JSON.stringify(text)}: ${JSON.stringify(theirs)}, here ${JSON.stringify(ours)}`];
  });
  expect(differences.slice(0, 60)).toEqual([]);
  expect(readAlike).toBeGreaterThan(CASES / 4);
  if (CASES >= 5000) expect([...known].sort()).toEqual(KNOWN_DIFFERENCES.map(([reason]) => reason).sort());
});

/** Our tree; null when the text cannot be read. */
function parse(text: string): ReferenceNode | null {
  try {
    const node = parseTarget(text);
    fillTemplates(node, {});
    return asReference(node, text);
  } catch (error) {
    if (error instanceof TargetError) return null;
    throw error;
  }
}

/** Graphite-web's grammar takes a template that it cannot read for a call, which then fails when it is evaluated. */
function hasCallOfTemplate(node: ReferenceNode): boolean {
  switch (node.kind) {
    case 'call':
      return node.name === 'template' || inner(node).some(hasCallOfTemplate);
    case 'template':
      return hasCallOfTemplate(node.body);
    default:
      return false;
  }
}

function inner({ args, named }: Extract<ReferenceNode, { kind: 'call' }>): ReferenceNode[] {
  return [...args, ...named.map(([, value]) => value)];
}

/** Numbers are equal when they are the same double, however they are written. */
function numbers(_: string, value: unknown): unknown {
  return typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'number' &&
    'value' in value
    ? { ...value, value: String(Number(value.value)) }
    : value;
}

/** Our tree in the shape of theirs. Strings are compared as they are written, since only backslashes before quotes differ. */
function asReference(node: TargetNode, text: string): ReferenceNode {
  switch (node.kind) {
    case 'path':
      return { kind: 'path', path: node.path };
    case 'string':
      return { kind: 'string', value: text.slice(node.column + 1, node.end - 1) };
    case 'number':
      return { kind: 'number', value: String(node.value), float: node.float };
    case 'boolean':
      return { kind: 'boolean', value: node.value };
    case 'none':
      return { kind: 'none' };
    case 'call':
      return callAsReference(node, text);
  }
}

function callAsReference({ name, args, named }: CallNode, text: string): ReferenceNode {
  const [body, ...rest] = args.map((argument) => asReference(argument, text));
  const pairs = named.map((pair) => [pair.name, asReference(pair.value, text)] as const);
  if (name === 'template' && body !== undefined) return { kind: 'template', body, args: rest, named: pairs };
  return { kind: 'call', name, args: body === undefined ? [] : [body, ...rest], named: pairs };
}

const either = (...words: string[]) => fc.constantFrom(...words);
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));

const name = fc.oneof(
  either(
    'sum',
    'sumSeries',
    'f',
    'alias',
    '_x1',
    'seriesByTag',
    'template',
    'true',
    'inf',
    'none',
    'nonesuch',
  ),
  fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,6}$/),
);
const segment = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[a-zA-Z0-9*?_-]{1,6}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-zA-Z0-9*?#~;:=!$%&<>@^`/+[\]-]{1,6}$/) },
  {
    weight: 2,
    arbitrary: either(
      ...[
        '{a,b}',
        'x{a,b*}y',
        '{a,b}{c,d}',
        '{a}',
        '{a,{b,c}}',
        '{}',
        '{a,}',
        '{a.b,c}',
        '{a, b}',
        '[0-9]',
        '[!a]',
        '[a,b]',
      ],
      ...[
        '\\(',
        '\\)',
        '\\,',
        '\\{',
        '\\}',
        '\\"',
        "\\'",
        '\\|',
        '\\.',
        '\\\\',
        '\\=',
        '\\a',
        'ü',
        'größe',
        'ж',
        '$x',
        '$' + '{x}',
        '*',
        '**',
      ],
    ),
  },
);
const path = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('.')),
  },
  {
    weight: 1,
    arbitrary: either(
      'a..b',
      '.a',
      'a.',
      'a b',
      'true',
      'false',
      'none',
      'inf',
      'INF',
      'truex',
      'none.a',
      'a;b=c',
      'a;b=c;d=e',
      'a=b',
      '1',
      '1.5',
      '-1',
      '1e3',
      '5min.load',
      '1.2.3',
      '',
    ),
  },
);
const number = fc.oneof(
  fc.integer({ min: -1000, max: 1_000_000 }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  either(
    '0',
    '-0',
    '007',
    '1.',
    '.5',
    '-.5',
    '+1',
    '1e3',
    '1E-3',
    '1e+3',
    '-1.5e10',
    '1.5.',
    '--1',
    '1_000',
    '0x1f',
    '1e',
    '1e1.5',
    'inf',
    'Inf',
    'INFINITY',
    '-inf',
    'nan',
    '1e400',
    '12345678901234567890',
  ),
);
const inString = fc.array(
  either(...' abc$,()|{}=*^.;ü1', '\\d', '\\1', '\\"', "\\'", '\\\\', '\\x', '\\xaf', '\\.', '""', "''"),
  { maxLength: 8 },
);
const string = fc.oneof(
  inString.map((parts) => `"${parts.join('')}"`),
  inString.map((parts) => `'${parts.join('')}'`),
  either(
    '""',
    "''",
    '"\'"',
    "'\"'",
    "'a''b'",
    '"a""b"',
    "'",
    '"',
    '"a',
    "'a\nb'",
    "'a\\\nb'",
    "'\\x'",
    "'\\x1'",
    "'\\\\'",
    "'\\'",
    "'ü'",
    '"a,b)"',
    "'\t'",
  ),
);
const constant = either('true', 'True', 'FALSE', 'false', 'none', 'None', 'NONE', 'trueish', 'null');
const literal = fc.oneof(number, string, constant);
const blank = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: either(' ', '  ', '\n', '\t', '\r\n') },
);
const spaced = (text: fc.Arbitrary<string>) => joined(blank, text, blank);

const targets = fc.letrec<{ target: string; call: string; argument: string }>((tie) => ({
  argument: fc.oneof({ maxDepth: 4 }, literal, tie('target'), path),
  target: fc.oneof(
    { maxDepth: 4 },
    path,
    tie('call'),
    joined(tie('target'), blank, either('|'), blank, tie('call')),
  ),
  call: fc
    .tuple(
      spaced(name),
      fc.oneof(
        { weight: 8, arbitrary: fc.array(spaced(tie('argument')), { minLength: 1, maxLength: 3 }) },
        { weight: 1, arbitrary: fc.constant<string[]>([]) },
      ),
      fc.oneof(
        { weight: 4, arbitrary: fc.constant<string[]>([]) },
        {
          weight: 2,
          arbitrary: fc.array(spaced(joined(name, blank, either('='), blank, tie('argument'))), {
            maxLength: 2,
          }),
        },
      ),
      either('', '', '', '', '', '', '', '', ',', ')'),
    )
    .map(([called, args, named, odd]) => `${called}(${[...args, ...named].join(',')}${odd})`),
})).target;
