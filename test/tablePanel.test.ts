/** Tables in the browser: sorting, filtering, widening, taking away, and ten thousand rows. */
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWebIfStale } from '../scripts/buildWebIfStale.ts';
import { launchBrowser, openPage, seriousFindings } from './support/browser.ts';
import { ROOT, type Server } from './support/runProgram.ts';
import { startServer } from './support/startServer.ts';

let server: Server;
let browser: Browser;

beforeAll(async () => {
  buildWebIfStale(ROOT);
  browser = await launchBrowser();
  server = await startServer({ flags: ['--no-agent', '--anonymous', 'viewer'] });
});

afterAll(() => browser?.close());

async function gallery(type: string) {
  const opened = await openPage(browser, { viewport: { width: 1440, height: 1200 } });
  await opened.page.goto(`${server.url}/dev/gallery?type=${type}&width=1200`);
  return opened;
}

const example = (page: Page, name: string) => page.locator(`[data-example="${name}"]`);
const firstColumn = (table: Locator) => table.locator('tbody td:first-child').allTextContents();
const numbers = async (table: Locator) =>
  (await table.locator('tbody td:nth-child(2)').allTextContents()).map(Number.parseFloat);

test('a click on a heading sorts, with Shift by several', async () => {
  const { page, messages } = await gallery('table');
  const table = example(page, 'A line for each series').locator('table');
  const last = table.getByRole('columnheader', { name: 'Last' });
  await last.getByTestId('table-sort').click();
  await expect.poll(() => last.getAttribute('aria-sort')).toBe('descending');
  const down = await numbers(table);
  expect(down).toEqual(down.toSorted((a, b) => b - a));
  await last.getByTestId('table-sort').press('Enter');
  await expect.poll(() => last.getAttribute('aria-sort')).toBe('ascending');
  const up = await numbers(table);
  expect(up).toEqual(up.toSorted((a, b) => a - b));
  const name = table.getByRole('columnheader', { name: 'Name' });
  await name.getByTestId('table-sort').click({ modifiers: ['Shift'] });
  expect([await last.getAttribute('aria-sort'), await name.getAttribute('aria-sort')]).toEqual([
    'ascending',
    'ascending',
  ]);
  await last.getByTestId('table-sort').click();
  await expect.poll(() => last.getAttribute('aria-sort')).toBe('none');
  expect(messages).toEqual([]);
});

test('what is typed above a column filters, also below it', async () => {
  const { page, messages } = await gallery('table');
  const panel = example(page, 'Filters and links');
  const names = panel.getByRole('searchbox', { name: 'Filter Name' });
  await names.fill('web');
  await expect.poll(() => panel.locator('tbody tr').count()).toBe(3);
  expect(await panel.locator('tfoot td').nth(1).textContent()).toBe('3');
  await panel.getByRole('searchbox', { name: 'Filter Last' }).fill('>12 <20');
  await expect.poll(() => firstColumn(panel)).toEqual(['hosts.web02.cpu.all.percent']);
  expect(await panel.locator('tbody a').first().getAttribute('href')).toBe(
    '/explore?target=hosts.web02.cpu.all.percent',
  );
  await names.fill('nobody');
  await panel.getByRole('button', { name: 'Show all rows' }).click();
  await expect.poll(() => panel.locator('tbody tr').count()).toBe(9);
  expect(messages).toEqual([]);
});

test('an edge widens its column by drag and by keys', async () => {
  const { page, messages } = await gallery('table');
  const table = example(page, 'A line for each series').locator('table');
  const heading = table.getByRole('columnheader', { name: 'Min' });
  const edge = heading.getByTestId('table-edge');
  const widthOf = async () => (await heading.boundingBox())!.width;
  const before = await widthOf();
  const at = (await edge.boundingBox())!;
  await page.mouse.move(at.x + 4, at.y + 8);
  await page.mouse.down();
  await page.mouse.move(at.x + 44, at.y + 8, { steps: 4 });
  await page.mouse.up();
  await expect.poll(widthOf).toBeCloseTo(Math.round(before + 40), 0);
  await edge.press('ArrowLeft');
  await expect.poll(widthOf).toBeCloseTo(Math.round(before + 30), 0);
  expect(messages).toEqual([]);
});

test('of ten thousand rows only those in sight are there, and all are taken away', async () => {
  const { page, messages } = await gallery('table');
  const panel = example(page, 'Ten thousand series');
  await panel.scrollIntoViewIfNeeded();
  expect(await panel.locator('table').getAttribute('aria-rowcount')).toBe('10001');
  expect(await panel.locator('tbody tr').count()).toBeLessThan(60);
  await panel.getByTestId('table-scroll').evaluate((element: { scrollTop: number; scrollHeight: number }) => {
    element.scrollTop = element.scrollHeight;
  });
  await panel.getByText('hosts.node9999.load').waitFor();
  const download = page.waitForEvent('download');
  await panel.hover();
  await panel.getByTestId('table-csv').click();
  const lines = readFileSync((await (await download).path())!, 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines).toHaveLength(10_001);
  expect(lines[0]).toBe('Name,Last,Min,Mean,Max');
  expect(lines[10_000]).toMatch(/^hosts\.node9999\.load,(-?[\d.e-]+,){3}-?[\d.e-]+$/);
  expect(messages).toEqual([]);
});

test.each([
  'table',
  'state-timeline',
  'status-history',
  'text',
  'dashboard-list',
  'host-list',
  'annotation-list',
])('the gallery of %s says nothing in the console, and axe finds nothing', async (type) => {
  const { page, messages } = await gallery(type);
  await expect.poll(() => page.locator('[data-example]').count()).toBeGreaterThan(3);
  await page.waitForTimeout(500);
  expect(await seriousFindings(page)).toEqual([]);
  expect(messages).toEqual([]);
});
