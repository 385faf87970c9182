/** `/render` as a whole, of the real HTTP server against graphite-web: formats, consolidation, templates, time ranges. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { GraphiteReference, type Parameters, type ReferenceResponse } from '../support/graphiteReference.ts';
import { requestHere, serverOver } from '../support/plumbagoSide.ts';
import { firstDifference } from './alike.ts';
import { NOW, ranges, worlds } from './worlds.ts';

const WORLDS = Number(process.env['RENDER_WORLDS'] ?? 10);
const REQUESTS = 60;
const SEED = Number(process.env['RENDER_SEED'] ?? Date.now() % 2 ** 31);

const reference = new GraphiteReference();
afterAll(() => reference.close());

/** Targets that need nothing but what every function needs: what is compared here is what becomes of their series. */
const TARGETS = [
  ...[
    'hosts.*.cpu.user',
    'hosts.*.*',
    'requests.*',
    'x',
    'größe.ü',
    'nothing.at.all',
    'sumSeries(hosts.*.*)',
  ],
  ...[
    'consolidateBy(hosts.web01.cpu.*,"max")',
    'consolidateBy(x,"sum")',
    'consolidateBy(x,"first")',
    'consolidateBy(x,"last")',
  ],
  ...[
    'consolidateBy(x,"min")',
    'consolidateBy(x,"avg_zero")',
    'seriesByTag("name=disk.used")',
    'seriesByTag("host=~web.*")',
  ],
  ...[
    'averageSeries(requests.2xx,x)',
    'alias(x,\'a, "b" ü\')',
    'scale(x,0.1)',
    'disk.free;dc=a;host=web01',
    '',
    ' ',
  ],
];

const FORMATS = ['json', 'json', 'json', 'csv', 'raw', 'rickshaw', 'pickle', 'msgpack'];

/** The rows of dygraph are the first series' there, whatever the steps of the others. */
const requests = (steps: 'alike' | 'mixed'): fc.Arbitrary<Parameters> =>
  fc
    .record({
      targets: fc.array(fc.constantFrom(...TARGETS), { minLength: 1, maxLength: 3 }),
      format: fc.constantFrom(...FORMATS, ...(steps === 'alike' ? ['dygraph'] : [])),
      range: ranges,
      maxDataPoints: fc.option(fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constantFrom(0, 1, 2, 100_000))),
      noNullPoints: fc.boolean(),
      xFilesFactor: fc.option(fc.constantFrom('0', '0.5', '1'), { freq: 3 }),
      tz: fc.option(fc.constantFrom('Europe/Berlin', 'Asia/Kathmandu', 'UTC'), { freq: 3 }),
    })
    .map(({ targets, format, range, maxDataPoints, noNullPoints, xFilesFactor, tz }) => [
      ...targets.map((target) => ['target', target] as const),
      ...([
        ['format', format],
        ['from', String(range.from)],
        ['until', String(range.until)],
        ['now', String(NOW)],
      ] as const),
      ...(maxDataPoints === null ? [] : [['maxDataPoints', String(maxDataPoints)] as const]),
      ...(noNullPoints ? [['noNullPoints', '1'] as const] : []),
      ...(xFilesFactor === null ? [] : [['xFilesFactor', xFilesFactor] as const]),
      ...(tz === null ? [] : [['tz', tz] as const]),
    ]);

test.each(['alike', 'mixed'] as const)(
  `RENDER_WORLDS=${WORLDS} RENDER_SEED=${SEED}: steps %s`,
  async (steps) => {
    const differences: string[] = [];
    for (const [i, world] of fc.sample(worlds(steps), { numRuns: WORLDS, seed: SEED }).entries()) {
      const queries = fc.sample(requests(steps), { numRuns: REQUESTS, seed: SEED + i });
      await reference.replaceWorld(world);
      const theirs = await reference.request(queries.map((query) => ({ path: '/render', query })));
      const server = await serverOver(world, NOW);
      for (const [k, query] of queries.entries()) {
        const ours = await requestHere(server, { path: '/render', query });
        const found = await difference(theirs[k]!, ours, query);
        if (found !== null) differences.push(`${JSON.stringify(query)}: ${found}`);
      }
      await server.close();
    }
    expect(differences.slice(0, 30)).toEqual([]);
  },
);

async function difference(
  theirs: ReferenceResponse,
  ours: ReferenceResponse,
  query: Parameters,
): Promise<string | null> {
  if (failsThere(query) && theirs.status === 500 && ours.status === 200) return null;
  if (theirs.status !== ours.status)
    return `status ${theirs.status}, here ${ours.status} ${ours.body.toString().slice(0, 200)}`;
  if (theirs.status !== 200) return null;
  if (theirs.type !== ours.type) return `type ${theirs.type}, here ${ours.type}`;
  const format = query.find(([name]) => name === 'format')![1];
  const [a, b] =
    format === 'pickle' || format === 'msgpack'
      ? await reference.decode([
          [format, theirs.body],
          [format, ours.body],
        ])
      : [content(format, theirs.body.toString()), content(format, ours.body.toString())];
  return firstDifference(a, b);
}

/** What graphite-web fails at with an internal error; also in docs/differences.md. */
function failsThere(query: Parameters): boolean {
  const { format, maxDataPoints } = Object.fromEntries(query);
  // A division by zero; all values of a series before its first bucket.
  return format === 'json' && maxDataPoints !== undefined;
}

/** What an answer says. */
function content(format: string, text: string): unknown {
  switch (format) {
    case 'csv':
      return text.split('\r\n').map((line) => line.split(',').map(numberOrText));
    case 'raw':
      return text.split('\n').map((line) => line.split(/[,|]/).map(numberOrText));
    default:
      return JSON.parse(text.replaceAll(/\bNaN\b/g, 'null').replaceAll(/\bInfinity\b/g, '1e9999'));
  }
}

function numberOrText(text: string): number | string {
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
