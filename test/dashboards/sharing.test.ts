/** What others get to see: a link, a snapshot, a frame in another page, a wall screen, a playlist, a picture. The tests build on each other, in the order of the file. */
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { deleteSeries } from '../support/admin.ts';
import { chartOf, chartState, drawn } from '../support/charts.ts';
import { dashboardLab, dashboardOf, pointsOf, targets } from '../support/dashboardLab.ts';
import { eventually } from '../support/eventually.ts';
import { lookAt } from '../support/screens.ts';

const now = Math.floor(Date.now() / 10_000) * 10;
const lab = dashboardLab('sharing', {
  env: { PLUMBAGO_WEB_EMBED_FROM: '*' },
  points: ['grain', 'flour'].flatMap((good) => pointsOf(`store.${good}.kg`, 180, now, (i) => 100 + (i % 13))),
});

let outside: HttpServer | undefined;
afterAll(() => outside?.close());

const chart = (title: string, target: string) => ({
  type: 'timeseries' as const,
  title,
  targets: targets(target),
});

test('a link shows somebody else the same range, also much later', async () => {
  await lab.store(
    dashboardOf('store', [chart('Kept of $good', 'store.$good.kg'), chart('Flour', 'store.flour.kg')], {
      title: 'Store',
      tags: ['wall'],
      variables: [{ name: 'good', type: 'query', query: 'store.*' }],
    }),
  );
  await lab.open('/d/store?var-good=grain&from=-20min&until=now');
  const shown = await drawn(chartOf(lab.page, 'p1'), 100);
  await lab.page.getByTestId('dashboard-menu').click();
  await lab.page.getByTestId('menu-share').click();
  await lab.page.getByLabel('Keep the time range as it is now').check();
  lab.findings.push(...(await lookAt(lab.page, 'share')));
  const link = (await lab.page.getByRole('group', { name: 'Link', exact: true }).textContent()) ?? '';
  expect(link).toMatch(/\/d\/store\?.*var-good=grain/);
  const other = await lab.openWindow();
  await other.goto(link);
  const seen = await drawn(chartOf(other, 'p1'), 100);
  expect(Math.abs(seen.from - shown.from)).toBeLessThan(30);
  expect(new URL(other.url()).searchParams.get('until')).toMatch(/^\d+$/);
  await other.context().close();
});

test('a snapshot holds its data when the series are gone', async () => {
  await lab.page.getByTestId('take-snapshot').click();
  const line = lab.page.getByRole('group', { name: 'Link to the snapshot' });
  await line.waitFor();
  const address = (await line.textContent()) ?? '';
  await lab.page.keyboard.press('Escape');
  await deleteSeries(lab.server.url, 'store.grain.kg');

  const other = await lab.openWindow();
  const asked: string[] = [];
  other.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await other.goto(address);
  await drawn(chartOf(other, 'p1'), 100);
  await drawn(chartOf(other, 'p2'), 100);
  expect(asked.filter((path) => path === '/api/query' || path === '/api/live')).toEqual([]);
  expect(await other.getByTestId('panel').locator('h3').allTextContents()).toEqual([
    'Kept of grain',
    'Flour',
  ]);
  lab.findings.push(...(await lookAt(other, 'snapshot')));
  await other.context().close();
  await lab.open('/snapshots');
  await lab.page.getByTestId('snapshots').getByRole('link', { name: /Store/ }).waitFor();
  lab.findings.push(...(await lookAt(lab.page, 'snapshots')));
});

test('a panel stands in a frame of another site where the setting allows it', async () => {
  const frame = `${lab.server.url}/embed/store?panel=p2&from=-20min&until=now`;
  outside = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(
      `<!doctype html><title>Wiki</title><iframe src="${frame}" width="800" height="400"></iframe>`,
    );
  });
  await new Promise<void>((done) => outside!.listen(0, '127.0.0.1', done));
  const page = await lab.openWindow();
  await page.goto(`http://127.0.0.1:${(outside.address() as AddressInfo).port}/`);
  const inside = page.frameLocator('iframe');
  await eventually(
    async () => Number(await inside.getByTestId('chart').getAttribute('data-points')),
    (points) => points > 100,
  );
  expect(await inside.getByTestId('panel').count()).toBe(1);
  expect(await inside.getByRole('navigation').count()).toBe(0);
  // Everything else stays out of the frames of others.
  const { headers } = await fetch(`${lab.server.url}/d/store`, { headers: { accept: 'text/html' } });
  expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'self'/);
  await page.context().close();
});

test('full screen leaves nothing but panels, and Esc comes back', async () => {
  await lab.open('/d/store?var-good=flour');
  await drawn(chartOf(lab.page, 'p1'), 100);
  await lab.page.keyboard.press('f');
  await lab.page.getByTestId('dashboard-menu').waitFor({ state: 'detached' });
  await lab.page.getByRole('navigation').first().waitFor({ state: 'hidden' });
  expect(new URL(lab.page.url()).searchParams.get('kiosk')).toBe('1');
  await lab.page.reload();
  await drawn(chartOf(lab.page, 'p1'), 100);
  lab.findings.push(...(await lookAt(lab.page, 'kiosk')));
  await lab.page.keyboard.press('Escape');
  await lab.page.getByTestId('dashboard-menu').waitFor();
});

test('a playlist is made, and shows one dashboard after the other', async () => {
  await lab.store(
    dashboardOf('yard', [{ type: 'text', title: 'Yard', options: { content: 'Swept' } }], { tags: ['wall'] }),
  );
  const { page } = lab;
  await lab.open('/playlists');
  await page.getByTestId('new-playlist').click();
  await page.getByTestId('playlist-title').fill('Wall in the hall');
  await page.getByTestId('playlist-interval').fill('2s');
  await page.getByTestId('playlist-add').click();
  await page.getByTestId('playlist-search').fill('wall');
  await page.getByTestId('playlist-search').press('Enter');
  await page.keyboard.press('Escape');
  await page.getByTestId('playlist-items').getByText('All with the tag wall').waitFor();
  lab.findings.push(...(await lookAt(page, 'playlist-form')));
  await page.getByTestId('playlist-save').click();
  await page.getByTestId('playlists').getByText('Wall in the hall').waitFor();
  lab.findings.push(...(await lookAt(page, 'playlists')));
  await page.getByRole('link', { name: 'Play Wall in the hall' }).click();
  const titles = () => page.getByTestId('panel').locator('h3').allTextContents();
  const seen = new Set<string>();
  await eventually(
    async () => seen.add((await titles()).join()),
    () => [...seen].some((text) => text === 'Yard') && [...seen].some((text) => text.includes('Flour')),
    15_000,
  );
  await page.keyboard.press('p');
  await page.getByTestId('play-controls').getByText('paused').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('playlists').waitFor();
});

test('a panel and a whole dashboard are pictures by their addresses', async () => {
  const picture = async (path: string) => {
    const answer = await fetch(lab.server.url + path);
    expect(answer.status, await answer.clone().text()).toBe(200);
    return {
      type: answer.headers.get('content-type'),
      start: Buffer.from(await answer.arrayBuffer()).subarray(0, 4),
    };
  };
  await lab.open('/d/store?var-good=flour');
  await drawn(chartOf(lab.page, 'p2'), 100);
  await lab.page.locator('[data-copy-id=p2]').getByTestId('panel-menu').click();
  await lab.page.getByRole('menuitem', { name: 'Share' }).click();
  const address = (await lab.page.getByRole('group', { name: 'Address of a picture' }).textContent()) ?? '';
  await lab.page.keyboard.press('Escape');
  const png = await picture(new URL(address).pathname + new URL(address).search);
  expect(png.type).toBe('image/png');
  expect(png.start.toString('latin1')).toBe('\x89PNG');
  expect((await chartState(chartOf(lab.page, 'p2'))).points).toBeGreaterThan(100);
});

test('the pages have nothing that axe calls serious, and none is wider than its window', () => {
  expect(lab.findings).toEqual([]);
});
