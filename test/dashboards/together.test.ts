/** Two people change the same dashboard: nothing of either is lost. The tests build on each other, in the order of the file. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { chartOf, drawn } from '../support/charts.ts';
import { dashboardLab, dashboardOf, pointsOf, targets } from '../support/dashboardLab.ts';
import { eventually } from '../support/eventually.ts';
import { lookAt } from '../support/screens.ts';

const now = Math.floor(Date.now() / 10_000) * 10;
const lab = dashboardLab('together', { points: pointsOf('mill.flow', 60, now, (i) => 100 + i) });

let other: Page;
beforeAll(async () => {
  const chart = (title: string) => ({ type: 'timeseries' as const, title, targets: targets('mill.flow') });
  await lab.store(dashboardOf('mill', [chart('Upper wheel'), chart('Lower wheel')], { title: 'Mill' }));
  other = await lab.openWindow();
  for (const page of [lab.page, other]) {
    await page.goto(`${lab.server.url}/d/mill`);
    await drawn(chartOf(page, 'p1'));
  }
});

async function rename(page: Page, panel: string, title: string): Promise<void> {
  await chartOf(page, panel).hover();
  await page.keyboard.press('e');
  await page.getByTestId('panel-options').locator('[data-option=title]').getByRole('textbox').fill(title);
  await page.getByTestId('leave-editor').click();
  await page.getByTestId('panel-editor').waitFor({ state: 'detached' });
}

async function save(page: Page): Promise<void> {
  await page.getByTestId('save').click();
  await page.getByTestId('save-confirm').click();
}

async function titles(): Promise<(string | undefined)[]> {
  const { dashboard } = await lab.stored('mill');
  return dashboard.rows.flatMap(({ panels }) => panels.map(({ title }) => title));
}

test('changes of different things are merged when the second saves', async () => {
  await rename(lab.page, 'p1', 'Upper wheel, oak');
  await rename(other, 'p2', 'Lower wheel, iron');
  await save(lab.page);
  await lab.page.getByTestId('unsaved').waitFor({ state: 'detached' });

  // The browser says of each refused save that it was refused.
  lab.expectMessage(/status of 409/);
  await save(other);
  const conflict = other.getByTestId('conflict');
  await conflict.waitFor();
  expect(await conflict.textContent()).toMatch(/Upper wheel, oak[\s\S]*Lower wheel, iron/);
  expect(await titles()).toEqual(['Upper wheel, oak', 'Lower wheel']);
  lab.findings.push(...(await lookAt(other, 'conflict')));
  await other.getByTestId('save-merged').click();
  await conflict.waitFor({ state: 'detached' });
  expect(await titles()).toEqual(['Upper wheel, oak', 'Lower wheel, iron']);
  await other.getByRole('heading', { name: 'Upper wheel, oak' }).waitFor();
});

test('where both changed the same, both are told, and theirs can be taken', async () => {
  await lab.page.reload();
  await drawn(chartOf(lab.page, 'p1'));
  await rename(lab.page, 'p1', 'North');
  await rename(other, 'p1', 'South');
  await save(lab.page);
  await lab.page.getByTestId('unsaved').waitFor({ state: 'detached' });
  // The browser says of each refused save that it was refused.
  lab.expectMessage(/status of 409/);
  await save(other);
  const conflict = other.getByTestId('conflict');
  await conflict.waitFor();
  expect(await conflict.textContent()).toMatch(/Changed by both[\s\S]*(North|South)/);
  await conflict.getByRole('button', { name: 'Take theirs' }).click();
  await other.getByRole('heading', { name: 'North' }).waitFor();
  // What one gave up is an undo away.
  await other.getByTestId('undo').click();
  await other.getByRole('heading', { name: 'South' }).waitFor();
  expect(await titles()).toEqual(['North', 'Lower wheel, iron']);
});

test('a page without changes of its own follows what others save', async () => {
  await eventually(
    async () => (await lab.stored('mill')).meta.version,
    (version) => version >= 4,
  );
  const { dashboard, meta } = await lab.stored('mill');
  const answer = await fetch(`${lab.server.url}/api/dashboards/mill`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      dashboard: { ...dashboard, title: 'Mill on the river' },
      baseVersion: meta.version,
    }),
  });
  expect(answer.status).toBe(200);
  // The page asks when somebody comes back to it, unless it has asked a moment ago.
  const heading = lab.page.getByRole('heading', { name: 'Mill on the river' });
  await eventually(
    async () => {
      await lab.page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
      return heading.count();
    },
    (count) => count === 1,
  );
});

test('the pages have nothing that axe calls serious, and none is wider than its window', () => {
  expect(lab.findings).toEqual([]);
});
