/** What the first look at each page costs: bytes of code over the wire, and time to the first picture. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWebIfStale } from '../scripts/buildWebIfStale.ts';
import type { HostsAnswer } from '../src/schema/api.ts';
import { getJson } from './support/api.ts';
import { launchBrowser, openPage } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { loadedScripts } from './support/loadedScripts.ts';
import { ROOT, type Server } from './support/runProgram.ts';
import { startServer } from './support/startServer.ts';

const BUDGET_BYTES = 250_000;
const FIRST_PAINT_MILLISECONDS = 500;
/** The two dashboards are one that comes with the program, and one that nobody built. */
const ROUTES = [
  ...['/', '/hosts/:name', '/explore', '/settings', '/sign-in', '/dashboards', '/import', '/playlists'],
  ...['/snapshots', '/api-docs', '/d/plumbago', '/embed/plumbago', '/instant/hosts'],
];

let server: Server;
let browser: Browser;
let localHost: string;

beforeAll(async () => {
  buildWebIfStale(ROOT);
  browser = await launchBrowser();
  server = await startServer({ flags: ['--anonymous', 'viewer'] });
  const { hosts } = await eventually(
    () => getJson<HostsAnswer>(`${server.url}/api/hosts`),
    (answer) => answer.hosts.length > 0,
  );
  localHost = hosts[0]!.name;
});

afterAll(() => browser?.close());

test.each(ROUTES)('%s loads less than 250 kB of JavaScript', async (route) => {
  const path = route.replace(':name', encodeURIComponent(localHost));
  const scripts = await loadedScripts(browser, server.url + path);
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
  console.log(
    `first load of ${route}: ${(bytes / 1000).toFixed(1)} kB of JavaScript in ${scripts.length} files`,
  );
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter(({ encoding }) => encoding !== 'br')).toEqual([]);
  expect(bytes).toBeLessThan(BUDGET_BYTES);
});

/** Milliseconds from navigation to the first contentful paint, with an empty cache. */
async function firstPaint(): Promise<number> {
  const { page } = await openPage(browser);
  await page.goto(server.url);
  const milliseconds = await eventually(
    () => page.evaluate(firstPaintEntry) as Promise<number>,
    (time) => time > 0,
  );
  await hostsAreThere(page);
  await page.context().close();
  return milliseconds;
}

/** Runs in the page; 0 until there was a paint. */
const firstPaintEntry = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0";

async function hostsAreThere(page: Page): Promise<void> {
  await page.getByTestId('host-card').first().waitFor();
}

test('the Hosts page of a warm server paints within half a second', async () => {
  await firstPaint();
  const times: number[] = [];
  for (let i = 0; i < 5; i++) times.push(await firstPaint());
  const median = times.toSorted((a, b) => a - b)[2]!;
  console.log(
    `first contentful paint of Hosts: median ${median.toFixed(0)} ms of ${times.map((time) => time.toFixed(0)).join(', ')}`,
  );
  expect(median).toBeLessThan(FIRST_PAINT_MILLISECONDS);
});
