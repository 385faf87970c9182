/**
 * `npm run bench:storage`: what the storage engine costs and gives, beside Debian's VictoriaMetrics and, with
 * `--with-carbon`, Debian's carbon-cache in the same run. Prints Markdown. See README.md for what each number means.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages } from '../scripts/debianPackages.ts';
import { carbonCache } from './contenders/carbonCache.ts';
import type { Contender } from './contenders/contender.ts';
import { plumbago } from './contenders/plumbago.ts';
import { victoriaMetrics } from './contenders/victoriaMetrics.ts';
import { machine } from './machine.ts';
import { type Figures, TITLES } from './measures/measure.ts';
import { writePerformancePage } from './performancePage.ts';
import { createSender } from './sender.ts';
import { SUMMARY } from './summary.ts';
import { type Runs, summaryTable, workTable } from './table.ts';
import { type Workload, writeWorkload } from './workload.ts';
import { WORKS, type Work, type Workloads } from './works.ts';

const CONNECTIONS = 4;
const CONTENDERS = ['plumbago', 'victoria-metrics', 'carbon'] as const;

const { values: options } = parseArgs({
  options: {
    /** Names of works with commas between them; all without it. */
    work: { type: 'string' },
    /** Names of contenders with commas between them. */
    only: { type: 'string' },
    'with-carbon': { type: 'boolean', default: false },
    runs: { type: 'string', default: '3' },
    /** A factor for the hosts, to try the benchmark itself. */
    scale: { type: 'string', default: '1' },
    'flush-after-seconds': { type: 'string', default: '5' },
    /** Puts the result into docs/performance.md. */
    write: { type: 'boolean', default: false },
  },
});
const works = chosen(
  '--work',
  options.work,
  WORKS.map(({ name }) => name),
);
const names = chosen('--only', options.only, CONTENDERS).filter(
  (name) => name !== 'carbon' || options['with-carbon'] || options.only !== undefined,
);
const [runs, scale] = [positive('--runs', options.runs), positive('--scale', options.scale)];
if (options.write && (options.work !== undefined || options.only !== undefined || scale !== 1)) {
  refuse('--write goes without --work, --only and --scale: the page holds the whole table');
}

ensurePackages([
  ...(names.includes('victoria-metrics') ? ['victoria-metrics'] : []),
  ...(names.includes('carbon') ? ['graphite-carbon', 'python3-whisper'] : []),
]);
const carbon = names.includes('carbon') ? carbonCache() : undefined;
const contenders: Contender[] = [
  ...(names.includes('plumbago')
    ? [plumbago(positive('--flush-after-seconds', options['flush-after-seconds']))]
    : []),
  ...(names.includes('victoria-metrics') ? [victoriaMetrics()] : []),
  ...(carbon ? [carbon] : []),
];

const folder = mkdtempSync(join(tmpdir(), 'plumbago-bench-'));
const results = new Map<string, Runs>();
const sections: string[] = [];
let missing = false;
try {
  const sender = createSender(folder);
  for (const work of WORKS.filter(({ name }) => works.includes(name))) {
    const measured = await runAll(work, sender);
    results.set(work.name, measured);
    const share = carbon && work.carbonShare > 0 && work.carbonShare < 1;
    const note = share ? `${carbon.name} was given ${work.carbonShare * 100} % of the series.\n\n` : '';
    sections.push(`### ${work.name}: ${work.title}\n\n${note}${workTable(measured)}`);
    console.log(`\n${sections.at(-1)}`);
  }
  const summary = summaryTable(
    SUMMARY,
    contenders.map(({ name }) => name),
    results,
  );
  const head = `${machine(contenders)}; ${sender.about}, ${CONNECTIONS} connections\n\n${rounds()}`;
  console.log(`\n## Summary\n\n${head}\n\n${summary}`);
  if (options.write) writePerformancePage([head, summary, ...sections].join('\n\n'), 'bench:storage');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (missing) {
  console.log(`\n**Not every point was found again: see the column "${TITLES.missing}".**`);
  process.exitCode = 1;
}

/** All runs of a work, the contenders in turn. */
async function runAll(work: Work, sender: ReturnType<typeof createSender>): Promise<Runs> {
  const measured = new Map<string, Figures[]>(contenders.map(({ name }) => [name, []]));
  const workloads = createWorkloads(join(folder, work.name));
  for (let run = 1; run <= runs; run++) {
    for (const contender of contenders) {
      const share = contender === carbon ? work.carbonShare : 1;
      // Carbon's CPU is many times that of the others: one run of it tells enough.
      if (share === 0 || (contender === carbon && run > 1)) continue;
      const place = join(folder, `${work.name}-${contender.name}-${run}`);
      mkdirSync(place);
      const figures = await work.run({ contender, folder: place, sender }, workloads, scale * share);
      rmSync(place, { recursive: true, force: true });
      measured.get(contender.name)!.push(figures);
      missing ||= (figures[TITLES.missing] ?? 0) !== 0;
      console.error(`${work.name}, run ${run}, ${contender.name}: ${JSON.stringify(figures)}`);
    }
  }
  rmSync(join(folder, work.name), { recursive: true, force: true });
  return measured;
}

/** Workloads in files in `place`; each is made once, all of them with the same end. */
function createWorkloads(place: string): Workloads {
  mkdirSync(place);
  const now = Math.floor(Date.now() / 1000);
  const made = new Map<string, Workload>();
  return ({ secondsAgo = 0, ...size }) => {
    const key = JSON.stringify([size, secondsAgo]);
    let workload = made.get(key);
    if (!workload) {
      workload = writeWorkload(
        { ...size, end: now - secondsAgo },
        CONNECTIONS,
        join(place, String(made.size)),
      );
      made.set(key, workload);
    }
    return workload;
  };
}

function rounds(): string {
  const carbonRuns = carbon && runs > 1 ? `, ${carbon.name} one` : '';
  const size = scale === 1 ? '' : `; **all sizes times ${scale}**`;
  return `${new Date().toISOString()}; ${runs} runs each${carbonRuns}, in turn; medians (lowest to highest)${size}`;
}

function chosen(flag: string, text: string | undefined, words: readonly string[]): string[] {
  const asked = text?.split(',') ?? [...words];
  const unknown = asked.find((word) => !words.includes(word));
  if (unknown !== undefined) refuse(`${flag} takes ${words.join(', ')}, not ${unknown}`);
  return asked;
}

function positive(flag: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) refuse(`${flag} takes a number above 0, not ${text}`);
  return value;
}

function refuse(why: string): never {
  console.error(why);
  process.exit(2);
}
