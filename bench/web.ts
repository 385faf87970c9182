/**
 * `npm run bench:web`: how fast the web app is, in Debian's Chromium without a window, over the loopback. Prints Markdown. See
 * README.md for what each number means.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { buildWebIfStale } from '../scripts/buildWebIfStale.ts';
import { ensurePackages } from '../scripts/debianPackages.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { eventually } from '../test/support/eventually.ts';
import { ROOT, type Server, startProgram } from '../test/support/runProgram.ts';
import { connectSender, type Sender } from '../test/support/sender.ts';
import { machine } from './machine.ts';
import { writePerformancePage } from './performancePage.ts';
import { format } from './table.ts';
import {
  CHARTS,
  keep,
  MANY_SERIES,
  manyLines,
  POINTS,
  SERIES_A_CHART,
  WALL,
  wall,
} from './web/dashboards.ts';
import { drawTime, frameTimes, liveMemory, pageLoads, scriptBytes } from './web/measures.ts';
import { createNextPoints, newestSecond, type SeriesSize, sendSeries } from './web/points.ts';
import { trendOf } from './web/trend.ts';

const { values: options } = parseArgs({
  options: {
    /** Names of works with commas between them; all without it: load, frames, many, memory, scripts. */
    work: { type: 'string' },
    runs: { type: 'string', default: '5' },
    /** How long the live page is watched. Six minutes are as many updates as an hour of points every ten seconds. */
    minutes: { type: 'string', default: '6' },
    /** Puts the result into docs/performance.md. */
    write: { type: 'boolean', default: false },
  },
});
const runs = Number(options.runs);
const seconds = Math.round(Number(options.minutes) * 60);
const wants = (work: string) => options.work === undefined || options.work.split(',').includes(work);

/** Points every ten seconds for what stands still, every second for what is live. */
const STILL: SeriesSize = { branch: 'still', ...WALL, step: 10 };
const MANY: SeriesSize = { branch: 'many', series: MANY_SERIES, points: POINTS, step: 10 };
const LIVE: SeriesSize = { branch: 'live', ...WALL, step: 1 };
const SCHEMAS =
  '[live]\npattern = ^live\\.\nretentions = 1s:2h\n\n[all]\npattern = .*\nretentions = 10s:1d\n';
/** Gaps at the ends of a range are no fault of the page. */
const NEARLY = 0.99;
const MEMORY_NOTES = 12;

const rows: string[] = [];
function row(what: string, goal: string, unit: string, values: readonly number[]): void {
  const sorted = values.toSorted((a, b) => a - b);
  const texts = sorted.map(format);
  const range = texts.length > 1 ? `${texts[0]} to ${texts.at(-1)}` : '';
  rows.push(`| ${what} | ${goal} | ${texts[sorted.length >> 1]} ${unit} | ${range} |`);
  console.error(`${what}: ${texts.join(', ')} ${unit}`);
}

ensurePackages(['chromium']);
buildWebIfStale(ROOT);
const server = await startProgram({
  schemas: SCHEMAS,
  flags: ['--no-agent', '--anonymous', 'admin'],
});
let browser: Browser | undefined;
let sender: Sender | undefined;
try {
  browser = await launchBrowser();
  sender = await connectSender(server.ready.carbon);
  const notes = await measure(server, browser, sender);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const page = [
    `${machine([{ name: 'Plumbago', version: `${version} on Node ${process.versions.node}` }])}; Chromium ${browser.version()}`,
    `${new Date().toISOString()}; median of ${runs} runs, and from the least to the greatest`,
    ['|  | goal | median | runs |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    ...notes,
  ].join('\n\n');
  console.log(page);
  if (options.write) writePerformancePage(page, 'bench:web');
} finally {
  sender?.abandon();
  await browser?.close();
  await server.discard();
}

async function measure({ url }: Server, browser: Browser, sender: Sender): Promise<string[]> {
  const until = newestSecond(STILL.step);
  for (const size of [STILL, MANY]) await sendSeries(sender, size, until);
  await keep(url, wall('still', STILL.branch));
  await keep(url, manyLines('many', MANY.branch));
  await keep(url, wall('live', LIVE.branch));
  const range = `from=${until - POINTS * STILL.step}&until=${until}`;
  const still = `${url}/d/still?${range}`;
  const full = { charts: CHARTS, points: SERIES_A_CHART * POINTS * NEARLY };
  await readable(url, STILL, until);
  await readable(url, MANY, until);

  if (wants('load')) {
    const cold: number[] = [];
    const warm: number[] = [];
    // The first of all pays for what the server compiles; it is none of the runs.
    for (let i = -1; i < runs; i++) {
      const times = await pageLoads(browser, still, full);
      if (i < 0) continue;
      cold.push(times.cold);
      warm.push(times.warm);
    }
    const what = `${CHARTS} charts × ${SERIES_A_CHART} series × ${POINTS.toLocaleString('en-GB')} points`;
    row(`${what}, all drawn: cold page load`, '700 ms', 'ms', cold);
    row('the same: warm page load', '300 ms', 'ms', warm);
  }
  if (wants('frames')) {
    const p95: number[] = [];
    const longest: number[] = [];
    for (let i = 0; i < runs; i++) {
      const frames = await frameTimes(browser, still, full);
      p95.push(frames[Math.floor(frames.length * 0.95)]!);
      longest.push(frames.at(-1)!);
    }
    row(`frame while the pointer crosses ${CHARTS} synchronised charts: 95th percentile`, '20 ms', 'ms', p95);
    row('the same: the longest', '', 'ms', longest);
  }
  if (wants('many')) {
    const times: number[] = [];
    for (let i = -1; i < runs; i++) {
      const time = await drawTime(browser, `${url}/d/many?${range}`, {
        charts: 1,
        points: MANY_SERIES * POINTS * NEARLY,
      });
      if (i >= 0) times.push(time);
    }
    row(
      `a chart of ${MANY_SERIES} series × ${POINTS.toLocaleString('en-GB')} points, from the last byte until it is drawn`,
      '250 ms',
      'ms',
      times,
    );
  }
  if (wants('scripts')) {
    const bytes = await scriptBytes(browser, still);
    row('JavaScript of the first load, compressed (brotli)', '250 kB', 'kB', [bytes / 1000]);
  }
  return wants('memory') ? [await memory(url, browser, sender)] : [];
}

/** Resolves once the newest point of the last series can be read: then all can. */
async function readable(url: string, { branch, series, step }: SeriesSize, until: number): Promise<void> {
  const target = `${branch}.s${String(series - 1).padStart(4, '0')}`;
  const query = new URLSearchParams({
    target,
    format: 'json',
    from: String(until - step),
    until: String(until),
  });
  await eventually(
    async () => (await fetch(`${url}/render?${query}`)).text(),
    (text) => /\[\[?\d/.test(text),
  );
}

async function memory(url: string, browser: Browser, sender: Sender): Promise<string> {
  const until = newestSecond(LIVE.step);
  await sendSeries(sender, LIVE, until);
  await readable(url, LIVE, until);
  const next = createNextPoints(sender, LIVE);
  const { updates, states } = await liveMemory(
    browser,
    `${url}/d/live?from=-${POINTS}s&until=now`,
    { charts: CHARTS, points: SERIES_A_CHART * POINTS * 0.9 },
    seconds,
    MEMORY_NOTES,
    () => next(newestSecond(LIVE.step)),
  );
  const points = states.map(({ megabytes }, i) => [i, megabytes] as const);
  const { slope, error } = trendOf(points);
  const [first, last] = [states[0]!, states.at(-1)!];
  const growth = slope * (states.length - 1);
  row(`memory that ${updates} live updates add`, 'none beyond the noise', 'MB', [growth]);
  return [
    `Memory of the live page after garbage collection, over ${format(updates)} s of ${CHARTS * SERIES_A_CHART} new points a second:`,
    `${states.map(({ megabytes }) => megabytes.toFixed(1)).join(', ')} MB;`,
    `the trend is ${growth.toFixed(2)} MB over all (standard error ${(error * (states.length - 1)).toFixed(2)}).`,
    `Nodes of the document ${first.nodes} at first, ${last.nodes} at last; listeners ${first.listeners}, ${last.listeners}.`,
  ].join(' ');
}
