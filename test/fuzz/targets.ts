/**
 * `npm run fuzz:targets [-- --seconds 60] [--seed N]`: random and mutated targets through the parser and the whole
 * evaluation. It fails when anything but a mistake of the target comes out, when a message points outside the text, or when
 * a target takes longer than {@link MOST_SECONDS}. The work is done in a thread of its own, so that one which never
 * ends is told too.
 */
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { evaluateTargets } from '../../src/query/evaluate.ts';
import { functions } from '../../src/query/functions/index.ts';
import { TargetError } from '../../src/query/targetError.ts';
import { callsOf, seriesTexts } from '../support/arbitraryCalls.ts';
import { createNaiveStore } from '../support/naiveStore.ts';
import { seededRandom } from '../support/random.ts';

/** For a target over a few small series, on a machine that does other things too. */
const MOST_SECONDS = 5;
const NOW = 1_700_000_040;
const NAMES = ['hosts.web01.cpu.user', 'hosts.web01.cpu.system', 'hosts.web02.load', 'requests.2xx', 'x'];
const TAGGED = ['disk.used;host=web01;mount=root', 'disk.used;host=web02;mount=root'];

interface Job {
  readonly seed: number;
  readonly seconds: number;
}

/** Starts the thread and makes sure that it gets on. */
function watch(): void {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string', default: String(Date.now() % 1e9) },
    },
  });
  const job: Job = { seed: Number(values.seed), seconds: Number(values.seconds) };
  const worker = new Worker(new URL(import.meta.url), { workerData: job });
  let target = '';
  let since = performance.now();
  worker.on('message', (message: string) => {
    target = message;
    since = performance.now();
  });
  const clock = setInterval(() => {
    if (performance.now() - since < MOST_SECONDS * 2000) return;
    console.error(`seed ${job.seed}: this never ends: ${target}`);
    process.exit(1);
  }, 500);
  worker.on('error', (error) => {
    console.error(`seed ${job.seed}: ${target}\n${error.stack}`);
    process.exit(1);
  });
  worker.on('exit', () => clearInterval(clock));
}

async function work({ seed, seconds }: Job): Promise<void> {
  const random = seededRandom(seed);
  const store = createNaiveStore(() => NOW);
  for (const name of [...NAMES, ...TAGGED]) {
    store.add(
      name,
      60,
      Array.from({ length: 120 }, (_, i) => [NOW - 7200 + i * 60, Math.round(random() * 100)] as const),
    );
  }
  const until = performance.now() + seconds * 1000;
  let evaluated = 0;
  let answered = 0;
  for (let round = 0; performance.now() < until; round++) {
    for (const target of fc.sample(targets, { numRuns: 500, seed: seed + round })) {
      if (performance.now() > until) break;
      parentPort!.postMessage(target);
      const started = performance.now();
      const { results } = await evaluateTargets([target], {
        store,
        nowSeconds: NOW,
        from: NOW - 3600,
        until: NOW,
        limits: { maxSeries: 1000, maxPoints: 100_000, maxTargetLength: 10_000, maxDepth: 100 },
        events: () => [],
      });
      const took = (performance.now() - started) / 1000;
      if (took > MOST_SECONDS) throw new Error(`took ${took.toFixed(1)} s`);
      checkError(target, results[0]!.error);
      evaluated++;
      if (results[0]!.error === undefined) answered++;
    }
  }
  console.log(
    `seed ${seed}: ${evaluated} targets, ${answered} of them with an answer, all others with a reason`,
  );
}

/** A mistake of the target has a message and a place in its text; the store's refusals have no place. */
function checkError(target: string, error: Error | undefined): void {
  if (error === undefined) return;
  if (error.message === '') throw new Error('an error without a message');
  if (!(error instanceof TargetError)) return;
  const { column } = error;
  if (!Number.isInteger(column) || column < 0 || column > target.length)
    throw new Error(`the message "${error.message}" points at column ${column}`);
}

const names = [...functions.keys()];
const calls = fc.constantFrom(...names).chain((name) => callsOf(name, functions.get(name)!));

/** Calls in calls: arguments that are series become calls themselves. */
const nested = fc
  .tuple(calls, calls, calls)
  .map(([a, b, c]) =>
    [b, c].reduce((text, inner) => text.replace(/\((hosts|requests|x\b)[^,()]*/, () => `(${inner}`), a),
  );

const PIECES = [
  ...[
    '(',
    ')',
    ',',
    '|',
    '=',
    '"',
    "'",
    '\\',
    '{',
    '}',
    '[',
    ']',
    '.',
    '..',
    '*',
    '?',
    ';',
    ' ',
    '\n',
    '\t',
    '\0',
    'ü',
    '😀',
    '$1',
  ],
  ...[
    '1',
    '-1',
    '0',
    '1e999',
    '1e-999',
    '0.1',
    '999999999999',
    '-5',
    'inf',
    'nan',
    'true',
    'none',
    '"5min"',
    '"-1y"',
    '"9999999y"',
  ],
  ...[
    'template(',
    'seriesByTag(',
    'sumSeries(',
    'x',
    'hosts.*',
    '"sum"',
    '"max"',
    'func=',
    'xFilesFactor=',
    '".*"',
    '"(a*)*$"',
  ],
];

/** A piece put in, a part cut out, doubled or moved. */
const mutated = fc
  .tuple(
    fc.oneof(calls, nested),
    fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom(...PIECES, '')), { minLength: 1, maxLength: 4 }),
  )
  .map(([text, changes]) =>
    changes.reduce((target, [place, length, piece]) => {
      const at = place % (target.length + 1);
      return target.slice(0, at) + piece + target.slice(at + (piece === '' ? length : length % 3));
    }, text),
  );

const targets = fc.oneof(
  { weight: 3, arbitrary: mutated },
  { weight: 2, arbitrary: nested },
  { weight: 1, arbitrary: calls },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 100 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(seriesTexts, fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 30 }))
      .map(([series, list]) => list.reduce((target, name) => `${name}(${target})`, series)),
  },
);

if (isMainThread) watch();
else await work(workerData as Job);
