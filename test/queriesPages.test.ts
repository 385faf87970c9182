/** What the web app shows of queries: the costs of their parts, and who asks them. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWebIfStale } from '../scripts/buildWebIfStale.ts';
import { launchBrowser, openPage } from './support/browser.ts';
import { ROOT, type Server } from './support/runProgram.ts';
import { lookAt } from './support/screens.ts';
import { sendLines } from './support/sender.ts';
import { startServer } from './support/startServer.ts';

let server: Server;
let browser: Browser;

beforeAll(async () => {
  buildWebIfStale(ROOT);
  browser = await launchBrowser();
  server = await startServer({
    flags: ['--no-agent', '--anonymous', 'admin'],
    env: { PLUMBAGO_QUERY_SLOW_MS: '1' },
  });
  const now = Math.floor(Date.now() / 1000);
  await sendLines(
    server.ready.carbon,
    Array.from({ length: 3000 }, (_, i) => `shop.web${i % 10}.latency ${i % 83} ${now - i}`),
  );
});

afterAll(() => browser?.close());

test('Explain shows each part of a query with its share of the time', async () => {
  const { page, messages } = await openPage(browser);
  const target = 'alias(scale(sumSeries(shop.*.latency), 2), "all shops")';
  await page.goto(`${server.url}/explore?target=${encodeURIComponent(target)}&from=-1h`);
  await page.getByTestId('explore-explain').click();
  const parts = page.getByTestId('explain').locator('tbody tr');
  await expect.poll(() => parts.count()).toBe(4);
  expect(await parts.locator('code').allTextContents()).toEqual([
    'alias(…, "all shops")',
    'scale(…, 2)',
    'sumSeries(…)',
    'shop.*.latency',
  ]);
  expect(await parts.nth(2).textContent()).toContain('folded');
  expect(page.url()).toContain('explain=1');
  expect(await lookAt(page, 'explain')).toEqual([]);
  await page.getByTestId('explore-explain').click();
  await expect.poll(() => parts.count()).toBe(0);
  expect(messages).toEqual([]);
});

test('the page of queries lists the slow ones and who asked', async () => {
  await fetch(`${server.url}/render?target=shop.*.latency&from=-1h&format=json`, {
    headers: { 'user-agent': 'Grafana/12.1', 'x-dashboard-uid': 'shops', 'x-panel-id': '4' },
  });
  const { page, messages } = await openPage(browser);
  await page.goto(`${server.url}/settings/queries`);
  const asked = page.getByRole('region', { name: 'Who asks' });
  await asked.getByText('Grafana, dashboard shops, panel 4').waitFor();
  await page.getByRole('region', { name: 'Slow' }).getByText('shop.*.latency').first().waitFor();
  expect(await lookAt(page, 'queries')).toEqual([]);
  expect(messages).toEqual([]);
});
