/**
 * `npm run bench:ingest`: what it costs to take points in over TCP, at 10,000 and at 100,000 series, beside Debian's
 * VictoriaMetrics in the same run. Prints Markdown. See README.md for what each number means.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages } from '../scripts/debianPackages.ts';
import { type Contender, plumbago, victoriaMetrics } from './contenders.ts';
import { type Measurement, measureIngest } from './measureIngest.ts';
import { writeWorkload } from './workload.ts';

const CONNECTIONS = 4;

const WORKLOADS = [
  { name: 'W1', hosts: 250, points: 360, step: 10 },
  { name: 'W2', hosts: 2500, points: 30, step: 60 },
] as const;

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    /** Both without it. */
    workload: { type: 'string' },
    /** Both without it. */
    only: { type: 'string' },
    'flush-after-seconds': { type: 'string', default: '5' },
  },
});

mustBeOneOf('--workload', options.workload, ['W1', 'W2']);
mustBeOneOf('--only', options.only, ['plumbago', 'victoria-metrics']);

const contenders: Contender[] = [];
if (options.only !== 'victoria-metrics') contenders.push(plumbago(Number(options['flush-after-seconds'])));
if (options.only !== 'plumbago') {
  ensurePackages(['victoria-metrics']);
  contenders.push(victoriaMetrics());
}

const [processor] = cpus();
console.log(`# Ingest over TCP, plaintext, ${CONNECTIONS} connections\n`);
console.log(
  `${processor?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}; ` +
    `${contenders.map(({ name, version }) => `${name} ${version}`).join('; ')}; ${new Date().toISOString()}; ` +
    `${options.runs} runs each, in turn; medians (lowest to highest)`,
);

const folder = mkdtempSync(join(tmpdir(), 'plumbago-bench-'));
let lost = false;
try {
  for (const size of WORKLOADS) {
    if (options.workload && options.workload !== size.name) continue;
    const end = Math.floor(Date.now() / 1000);
    const workload = writeWorkload({ ...size, end }, CONNECTIONS, join(folder, size.name));
    const measured = new Map<string, Measurement[]>(contenders.map(({ name }) => [name, []]));
    for (let run = 1; run <= Number(options.runs); run++) {
      for (const contender of contenders) {
        const place = join(folder, `${size.name}-${contender.name}-${run}`);
        mkdirSync(place);
        const measurement = await measureIngest(contender, place, workload);
        rmSync(place, { recursive: true, force: true });
        measured.get(contender.name)!.push(measurement);
        lost ||= measurement.stored !== workload.lines;
        console.error(`${size.name}, run ${run}, ${contender.name}: ${JSON.stringify(measurement)}`);
      }
    }
    console.log(
      `\n## ${size.name}: ${format(workload.series)} series, ${format(workload.points)} points each, ` +
        `${format(workload.lines)} in all, ${format(workload.bytes / 1e6)} MB\n`,
    );
    printTable(measured, workload.lines);
    for (const file of workload.files) rmSync(file);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (lost) {
  console.log('\n**Not every point was found again: see the column "stored".**');
  process.exitCode = 1;
}

function mustBeOneOf(flag: string, value: string | undefined, words: readonly string[]): void {
  if (value === undefined || words.includes(value)) return;
  console.error(`${flag} is one of ${words.join(', ')}, not ${value}`);
  process.exit(2);
}

function printTable(measured: ReadonlyMap<string, readonly Measurement[]>, points: number): void {
  const columns: [title: string, of: (m: Measurement) => number][] = [
    ['accepted, points/s', (m) => points / m.acceptSeconds],
    ['CPU s per million points', (m) => (m.cpuSeconds / points) * 1e6],
    ['CPU s to start', (m) => m.startCpuSeconds],
    ['peak RSS, MB', (m) => m.peakBytes / 1e6],
    ['bytes/point on disk, idle', (m) => m.idleDiskBytes / points],
    ['bytes/point on disk, stopped', (m) => m.stoppedDiskBytes / points],
    ['stored', (m) => m.stored],
  ];
  console.log(`| | ${columns.map(([title]) => title).join(' | ')} |`);
  console.log(`| --- |${' --- |'.repeat(columns.length)}`);
  const medians: number[][] = [];
  for (const [name, measurements] of measured) {
    const cells = columns.map(([, of]) => {
      const sorted = measurements.map(of).sort((a, b) => a - b);
      const middle = sorted[sorted.length >> 1]!;
      const spread = `${format(sorted[0]!)} to ${format(sorted[sorted.length - 1]!)}`;
      return { middle, text: sorted[0] === sorted.at(-1) ? format(middle) : `${format(middle)} (${spread})` };
    });
    medians.push(cells.map(({ middle }) => middle));
    console.log(`| ${name} | ${cells.map(({ text }) => text).join(' | ')} |`);
  }
  const [ours, theirs] = medians;
  if (ours && theirs) {
    console.log(
      `| **first / second** | ${ours.map((value, i) => `**${(value / theirs[i]!).toFixed(2)}**`).join(' | ')} |`,
    );
  }
}

function format(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 100 ? 2 : 0 });
}
