/** Finding one's way: the list of dashboards, the palette, dashboards that nobody built, and those that come with the program. */
import { expect, test } from 'vitest';
import type { DashboardList } from '../../src/schema/dashboards.ts';
import { getJson } from '../support/api.ts';
import { dashboardLab, dashboardOf, pointsOf, targets } from '../support/dashboardLab.ts';
import { eventually } from '../support/eventually.ts';
import { lookAt } from '../support/screens.ts';

const now = Math.floor(Date.now() / 10_000) * 10;
const lab = dashboardLab('finding', {
  points: ['press', 'vat'].flatMap((machine) =>
    ['heat', 'load', 'turns'].flatMap((metric) =>
      pointsOf(`cellar.${machine}.${metric}`, 60, now, (i) => 20 + (i % 11)),
    ),
  ),
});

test('the list finds dashboards by their words and tags', async () => {
  const cellar = dashboardOf('cellar', [{ type: 'text', title: 'Casks', options: { content: 'Full' } }], {
    title: 'Cellar',
    tags: ['wine'],
  });
  await lab.store(cellar);
  await lab.store({ ...cellar, uid: 'attic', title: 'Attic', tags: ['dust'] });
  await lab.open('/dashboards');
  const list = lab.page.getByTestId('dashboards');
  await list.getByText('Attic').waitFor();
  lab.findings.push(...(await lookAt(lab.page, 'dashboards')));
  await lab.page.getByTestId('dashboards-search').fill('cell');
  await list.getByText('Attic').waitFor({ state: 'detached' });
  await list.getByText('Cellar').first().click();
  await lab.page.getByText('Full').waitFor();
});

test('the palette goes to dashboards and metrics, and does what the page can do', async () => {
  const { page } = lab;
  await page.keyboard.press('Control+k');
  const input = page.getByTestId('palette-input');
  await input.fill('attic');
  await page.locator('[role=option][data-active]').filter({ hasText: 'Attic' }).waitFor();
  lab.findings.push(...(await lookAt(page, 'palette')));
  await input.press('Enter');
  await page.waitForURL(/\/d\/attic/);
  await page.getByText('Full').waitFor();

  await page.keyboard.press('Control+k');
  await input.fill('full screen');
  await page.locator('[role=option][data-active]').filter({ hasText: 'Full screen' }).waitFor();
  await input.press('Enter');
  await eventually(
    async () => new URL(page.url()).searchParams.get('kiosk'),
    (kiosk) => kiosk === '1',
  );
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await input.fill('cellar.vat.heat');
  await page.getByRole('option').filter({ hasText: 'cellar.vat.heat' }).first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByTestId('palette').waitFor({ state: 'detached' });
});

test('a branch is a dashboard that nobody had to build, and can be kept', async () => {
  const { page } = lab;
  await lab.open('/instant/cellar');
  await eventually(
    () =>
      page
        .getByTestId('chart')
        .evaluateAll((charts) => charts.map((one) => Number(one.getAttribute('data-points')))),
    (points) => points.length >= 3 && points.filter((count) => count > 50).length >= 3,
  );
  lab.findings.push(...(await lookAt(page, 'instant')));
  await page.getByTestId('save').click();
  await page.getByTestId('save-title').fill('All of the cellar');
  await page.getByTestId('save-confirm').click();
  await page.waitForURL(/\/d\/[\w-]+/);
  const uid = new URL(page.url()).pathname.split('/')[2]!;
  expect((await lab.stored(uid)).dashboard.title).toBe('All of the cellar');
});

test('what Explore shows is put on a dashboard', async () => {
  const { page } = lab;
  await lab.open('/explore?target=cellar.press.heat');
  await page.getByTestId('chart').first().waitFor();
  await page.getByTestId('explore-keep').click();
  await page.getByTestId('add-title').waitFor();
  lab.findings.push(...(await lookAt(page, 'explore-keep')));
  await page.keyboard.press('Escape');
});

test('a dashboard is deleted, and had back with an undo', async () => {
  const { page } = lab;
  await lab.open('/d/attic');
  await page.getByTestId('dashboard-menu').click();
  await page.getByTestId('menu-settings').click();
  await page.getByTestId('delete-dashboard').click();
  await page.waitForURL(/\/dashboards/);
  expect((await fetch(`${lab.server.url}/api/dashboards/attic`)).status).toBe(404);
  await page.getByTestId('notice-undo').click();
  await eventually(
    async () => (await fetch(`${lab.server.url}/api/dashboards/attic`)).status,
    (status) => status === 200,
  );
});

test('those that come with the program are there, and a copy can be changed', async () => {
  const { dashboards } = await getJson<DashboardList>(`${lab.server.url}/api/dashboards?limit=100`);
  const builtin = dashboards.filter(({ origin }) => origin === 'builtin');
  expect(builtin.length).toBeGreaterThanOrEqual(4);
  for (const { uid, title } of builtin) {
    await lab.open(`/d/${uid}`);
    await lab.page.getByRole('heading', { name: title }).first().waitFor();
    await lab.page.getByTestId('panel').first().waitFor();
    expect(await lab.page.getByTestId('save').count()).toBe(0);
    lab.findings.push(...(await lookAt(lab.page, `builtin-${uid}`)));
  }
});

test('a page of its own says what is not there', async () => {
  lab.expectMessage(/status of 404/);
  await lab.open('/d/nowhere');
  await lab.page.getByText('There is no such dashboard').waitFor();
  lab.findings.push(...(await lookAt(lab.page, 'dashboard-missing')));
});

test('one panel that fails says so, and the others go on', async () => {
  await lab.store(
    dashboardOf('partly', [
      { type: 'timeseries', title: 'Wrong', targets: targets('noSuchFunction(cellar.vat.heat)') },
      {
        type: 'timeseries',
        title: 'Half',
        targets: targets('cellar.vat.heat', 'noSuchFunction(cellar.vat.heat)'),
      },
      { type: 'timeseries', title: 'Empty', targets: targets('cellar.vat.wine') },
      { type: 'timeseries', title: 'Blank', targets: [] },
    ]),
  );
  await lab.open('/d/partly');
  const panel = (id: string) => lab.page.locator(`[data-copy-id="${id}"]`);
  await panel('p1')
    .getByText(/noSuchFunction/)
    .first()
    .waitFor();
  await panel('p2').getByText('1 of 2 failed').waitFor();
  await panel('p3').getByText('No data in this range').waitFor();
  await panel('p4').getByText('No query yet').waitFor();
  lab.findings.push(...(await lookAt(lab.page, 'partly')));
});

test('the pages have nothing that axe calls serious, and none is wider than its window', () => {
  expect(lab.findings).toEqual([]);
});
