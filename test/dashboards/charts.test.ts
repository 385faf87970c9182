/** Charts as a reader uses them: zoom, crosshair, legend, tooltips, annotations, comparison, the data behind. The tests build on each other, in the order of the file. */
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import type { AnnotationsAnswer } from '../../src/schema/dashboards.ts';
import { getJson } from '../support/api.ts';
import { chartOf, chartState, drawn } from '../support/charts.ts';
import { dashboardLab, dashboardOf, pointsOf, targets } from '../support/dashboardLab.ts';
import { eventually } from '../support/eventually.ts';
import { lookAt } from '../support/screens.ts';

const DAY = 86_400;
const now = Math.floor(Date.now() / 10_000) * 10;
const POINTS = 360;
const lab = dashboardLab('charts', {
  points: ['north', 'south', 'west'].flatMap((wing, k) => [
    ...pointsOf(`barn.${wing}.heat`, POINTS, now - DAY, (i) => 5 + k + Math.sin(i / 30)),
    ...pointsOf(`barn.${wing}.heat`, POINTS, now, (i) => 10 * (k + 1) + Math.sin(i / 30)),
  ]),
});
const range = `from=${now - 10 * POINTS}&until=${now}`;

const chart = (panel: string): Locator => chartOf(lab.page, panel);
const legend = (panel: string): Locator =>
  lab.page.locator(`[data-copy-id="${panel}"]`).getByTestId('legend-row');
const parameters = () => new URL(lab.page.url()).searchParams;
const span = async (panel: string) => {
  const { from, until } = await chartState(chart(panel));
  return until - from;
};

async function plotOf(panel: string): Promise<{ x: number; y: number; width: number; height: number }> {
  return (await chart(panel).boundingBox())!;
}

async function drag(panel: string, from: number, to: number, key?: 'Control'): Promise<void> {
  const box = await plotOf(panel);
  const y = box.y + box.height / 2;
  if (key) await lab.page.keyboard.down(key);
  await lab.page.mouse.move(box.x + box.width * from, y);
  await lab.page.mouse.down();
  await lab.page.mouse.move(box.x + box.width * to, y, { steps: 6 });
  await lab.page.mouse.up();
  if (key) await lab.page.keyboard.up(key);
}

test('all charts are drawn for the range of the address', async () => {
  const heat = (title: string) => ({
    type: 'timeseries' as const,
    title,
    targets: targets('aliasByNode(barn.*.heat,1)'),
  });
  await lab.store(
    dashboardOf('barn', [heat('Heat'), heat('Heat again')], { title: 'Barn', crosshair: 'tooltip' }),
  );
  await lab.open(`/d/barn?${range}`);
  await drawn(chart('p1'), 3 * POINTS);
  await drawn(chart('p2'), 3 * POINTS);
});

test('a drag zooms all charts, z takes it back, a double click goes out, keys shift', async () => {
  await drag('p1', 0.4, 0.6);
  for (const panel of ['p1', 'p2'])
    await eventually(
      () => span(panel),
      (seconds) => seconds < 1000,
    );
  expect(await chartState(chart('p2'))).toMatchObject({
    from: Number(parameters().get('from')),
    until: Number(parameters().get('until')),
  });
  await lab.page.mouse.move(5, 500);
  await lab.page.keyboard.press('z');
  await eventually(
    () => span('p2'),
    (seconds) => seconds === 10 * POINTS,
  );

  const box = await plotOf('p1');
  await lab.page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
  await eventually(
    () => span('p1'),
    (seconds) => seconds === 20 * POINTS,
  );
  await lab.page.mouse.move(5, 500);
  await lab.page.keyboard.press('z');
  await eventually(
    () => span('p1'),
    (seconds) => seconds === 10 * POINTS,
  );
  await lab.page.keyboard.press('ArrowLeft');
  await eventually(
    () => chartState(chart('p1')),
    ({ until }) => until === now - 5 * POINTS,
  );
  await lab.page.keyboard.press('ArrowRight');
  await eventually(
    () => chartState(chart('p1')),
    ({ until }) => until === now,
  );
});

test('the pointer on one chart shows its instant and the values there on all', async () => {
  const box = await plotOf('p1');
  await lab.page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
  const tooltip = lab.page.getByTestId('tooltip');
  await tooltip.waitFor();
  // The highest first, in the order that they lie in.
  expect(await tooltip.textContent()).toMatch(/west.*south.*north/);
  const line = (panel: string) =>
    chart(panel).locator('div[class*=line]:not([hidden])').first().getAttribute('style');
  await eventually(
    () => chart('p2').locator('div[class*=echo]:not([hidden])').count(),
    (count) => count === 1,
  );
  expect(await chart('p2').locator('div[class*=echo]').textContent()).toMatch(/west.*south.*north/);
  expect(await line('p2')).toBe(await line('p1'));
  await lab.page.mouse.move(5, 500);
  await tooltip.waitFor({ state: 'hidden' });
});

test('a click pins the values, and Esc lets them go', async () => {
  const box = await plotOf('p1');
  await lab.page.mouse.click(box.x + box.width / 2, box.y + box.height / 3);
  const pinned = lab.page.getByRole('dialog', { name: /^Values at/ });
  await pinned.getByRole('button', { name: /Copy/ }).waitFor();
  await lab.page.keyboard.press('Escape');
  await pinned.waitFor({ state: 'detached' });
});

test('a chart is read by keys', async () => {
  await chart('p2').focus();
  await lab.page.keyboard.press('End');
  await lab.page.keyboard.press('ArrowLeft');
  const spoken = chart('p2').locator('p[aria-live]');
  await eventually(
    () => spoken.textContent(),
    (text) => /west.*\d/.test(text ?? ''),
  );
  await lab.page.keyboard.press('Escape');
});

test('the legend shows one series alone, or leaves one out, and the address knows it', async () => {
  await legend('p1').filter({ hasText: 'south' }).click();
  await eventually(
    () => chartState(chart('p1')),
    ({ points }) => points === POINTS,
  );
  expect(
    await legend('p1').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-pressed'))),
  ).toEqual(['false', 'true', 'false']);
  expect((await chartState(chart('p2'))).points).toBe(3 * POINTS);
  expect(parameters().getAll('hide')).toHaveLength(2);
  await lab.page.reload();
  await eventually(
    () => chartState(chart('p1')),
    ({ points }) => points === POINTS,
  );
  await legend('p1').filter({ hasText: 'south' }).click();
  await eventually(
    () => chartState(chart('p1')),
    ({ points }) => points === 3 * POINTS,
  );
  await legend('p1')
    .filter({ hasText: 'south' })
    .click({ modifiers: ['Control'] });
  await eventually(
    () => chartState(chart('p1')),
    ({ points }) => points === 2 * POINTS,
  );
  await legend('p1')
    .filter({ hasText: 'south' })
    .click({ modifiers: ['Control'] });
  await eventually(
    () => chartState(chart('p1')),
    ({ points }) => points === 3 * POINTS,
  );
  expect(parameters().getAll('hide')).toEqual([]);
});

test('a colour chosen in the legend becomes an override of the panel', async () => {
  await lab.page.locator('[data-copy-id=p1]').getByTestId('legend-swatch').nth(1).click();
  const form = lab.page.getByRole('dialog', { name: 'How south is drawn' });
  await form.getByRole('button', { name: 'Colour 5', exact: true }).click();
  lab.findings.push(...(await lookAt(lab.page, 'series-editor')));
  await lab.page.keyboard.press('Escape');
  await lab.page.keyboard.press('Control+s');
  await lab.page.getByTestId('save-confirm').click();
  await lab.page.getByTestId('unsaved').waitFor({ state: 'detached' });
  const { dashboard } = await lab.stored('barn');
  expect(dashboard.rows[0]!.panels[0]!.overrides).toEqual([
    { match: { by: 'name', name: 'south' }, set: { color: { mode: 'fixed', color: 'palette-4' } } },
  ]);
});

test('Ctrl with a drag annotates a while, Ctrl with a click an instant', async () => {
  await drag('p1', 0.4, 0.6, 'Control');
  await lab.page.getByTestId('annotation-title').fill('Doors open');
  await lab.page.getByLabel('Tags').fill('doors, winter');
  await lab.page.getByTestId('annotation-save').click();
  const flag = chart('p1').getByTestId('annotation');
  await flag.waitFor();
  expect(await flag.getAttribute('aria-label')).toMatch(/^Doors open, .* to /);
  expect(await chart('p2').getByTestId('annotation').count()).toBe(0);

  const box = await plotOf('p1');
  await lab.page.keyboard.down('Control');
  await lab.page.mouse.click(box.x + box.width * 0.8, box.y + box.height / 2);
  await lab.page.keyboard.up('Control');
  await lab.page.getByTestId('annotation-title').fill('Snow');
  await lab.page.getByLabel(/whole dashboard/).check();
  await lab.page.getByTestId('annotation-save').click();
  await eventually(
    () => flag.count(),
    (count) => count === 2,
  );
  await eventually(
    () => chart('p2').getByTestId('annotation').count(),
    (count) => count === 1,
  );
  const { annotations } = await getJson<AnnotationsAnswer>(
    `${lab.server.url}/api/annotations?${range}&dashboard=barn`,
  );
  expect(annotations).toMatchObject([
    { title: 'Doors open', tags: ['doors', 'winter'], panel: 'p1' },
    { title: 'Snow', timeEnd: null, panel: null },
  ]);
  expect(annotations[0]!.timeEnd! - annotations[0]!.time).toBeGreaterThan(500);
  lab.findings.push(...(await lookAt(lab.page, 'annotations')));
});

test('an annotation is changed and taken away where it stands', async () => {
  await chart('p1').getByTestId('annotation').first().click();
  await lab.page.getByTestId('annotation-title').fill('Gates open');
  await lab.page.getByTestId('annotation-save').click();
  await eventually(
    () => chart('p1').getByTestId('annotation').first().getAttribute('aria-label'),
    (label) => label?.startsWith('Gates open') ?? false,
  );
  await chart('p1').getByTestId('annotation').first().click();
  await lab.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await eventually(
    () => chart('p1').getByTestId('annotation').count(),
    (count) => count === 1,
  );
});

test('the same a day earlier is one switch', async () => {
  await lab.page.getByTestId('compare').click();
  await lab.page.getByTestId('compare-1d').click();
  for (const panel of ['p1', 'p2'])
    await eventually(
      () => chartState(chart(panel)),
      ({ points }) => points === 6 * POINTS,
    );
  expect(parameters().get('compare')).toBe('1d');
  const box = await plotOf('p1');
  await lab.page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
  await eventually(
    () => lab.page.getByTestId('tooltip').textContent(),
    (text) => /was \d/.test(text ?? ''),
  );
  lab.findings.push(...(await lookAt(lab.page, 'compare')));
  await lab.page.getByTestId('compare').click();
  await lab.page.getByTestId('compare-off').click();
  await eventually(
    () => chartState(chart('p1')),
    ({ points }) => points === 3 * POINTS,
  );
});

test('a panel is viewed alone, and the data behind it are a table and a file', async () => {
  await chart('p1').hover();
  await lab.page.keyboard.press('v');
  await eventually(
    () => lab.page.getByTestId('panel').count(),
    (count) => count === 1,
  );
  expect(parameters().get('view')).toBe('p1');
  await lab.page.keyboard.press('Escape');
  await eventually(
    () => lab.page.getByTestId('panel').count(),
    (count) => count === 2,
  );
  await drawn(chart('p1'), 3 * POINTS);
  await chart('p1').hover();
  await lab.page.keyboard.press('i');
  const inspector = lab.page.getByTestId('inspector');
  await inspector.getByRole('table').first().waitFor();
  expect(await inspector.getByRole('columnheader').allTextContents()).toEqual([
    'Time',
    'north',
    'south',
    'west',
  ]);
  const download = lab.page.waitForEvent('download');
  await inspector.getByRole('button', { name: /CSV/ }).first().click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^Heat.*\.csv$/);
  lab.findings.push(...(await lookAt(lab.page, 'inspector')));
  await inspector.getByRole('tab', { name: 'Request' }).click();
  await inspector.getByText(/curl/).first().waitFor();
  await inspector.getByRole('tab', { name: 'Cost' }).click();
  await inspector.getByText('aliasByNode').first().waitFor();
  await lab.page.keyboard.press('Escape');
});

test('with live data the chart follows what is sent', async () => {
  await lab.open('/d/barn?from=-10min&until=now');
  const before = await drawn(chart('p1'), 3 * 50);
  const second = Math.floor(Date.now() / 10_000) * 10;
  await lab.send([`barn.north.heat 30 ${second}`]);
  await eventually(
    () => chartState(chart('p1')),
    ({ until }) => until > before.until + 2,
  );
});

test('the pages have nothing that axe calls serious, and none is wider than its window', () => {
  expect(lab.findings).toEqual([]);
});
