/** A dashboard from nothing: built, saved, changed, compared and brought back. The tests build on each other, in the order of the file. */
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Panel } from '../../src/schema/dashboard.ts';
import { chartOf, drawn } from '../support/charts.ts';
import { dashboardLab, pointsOf } from '../support/dashboardLab.ts';
import { eventually } from '../support/eventually.ts';
import { lookAt } from '../support/screens.ts';

const now = Math.floor(Date.now() / 10_000) * 10;
const lab = dashboardLab('building', {
  points: ['oven1', 'oven2', 'oven3'].flatMap((oven, k) => [
    ...pointsOf(`kiln.${oven}.heat`, 120, now, (i) => 60 + 10 * k + 5 * Math.sin(i / 9)),
    ...pointsOf(`kiln.${oven}.cycles`, 120, now, (i) => i * (k + 1)),
  ]),
});

let uid: string;

const byTestId = (id: string) => lab.page.getByTestId(id);
const option = (path: string): Locator => byTestId('panel-options').locator(`[data-option="${path}"]`);
const query = (refId: string): Locator => lab.page.locator(`[data-testid=query-row][data-ref="${refId}"]`);

/** Types into the open list of a picker and takes its first entry. */
async function pick(testId: string, text: string): Promise<void> {
  const field = byTestId(testId);
  await field.fill(text);
  await lab.page.locator(`[role=option][data-active][data-value="${text}"]`).waitFor();
  await field.press('Enter');
  await field.waitFor({ state: 'detached' });
}

async function storedPanel(id: string): Promise<Panel> {
  const { dashboard } = await lab.stored(uid);
  return dashboard.rows.flatMap(({ panels }) => panels).find((panel) => panel.id === id)!;
}

test('an empty dashboard offers its first panel', async () => {
  await lab.open('/dashboards');
  await byTestId('new-dashboard').click();
  await byTestId('first-timeseries').click();
  await byTestId('panel-editor').waitFor();
  expect(new URL(lab.page.url()).searchParams.get('edit')).toBe('p1');
});

test('a query is built of the parts of a name and a function', async () => {
  const row = query('A');
  await row.getByRole('button', { name: 'Choose a metric' }).click();
  await pick('segment-search', 'kiln');
  await row.getByRole('button', { name: 'One level deeper' }).click();
  await pick('segment-search', '*');
  await row.getByRole('button', { name: 'One level deeper' }).click();
  await pick('segment-search', 'heat');
  await row.getByTestId('add-function').click();
  await pick('function-search', 'aliasByNode');
  // A function that wants something asks for it at once.
  const form = lab.page.getByRole('dialog', { name: 'Function aliasByNode' });
  const field = form.getByRole('textbox').or(form.getByRole('combobox')).first();
  await field.fill('1');
  await field.press('Enter');
  await lab.page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });

  await eventually(
    () => row.getByTestId('query-counts').textContent(),
    (text) => /^3 series · /.test(text ?? ''),
  );
  await row.getByText('Text', { exact: true }).click();
  await eventually(
    () => row.getByTestId('target-text').locator('.cm-content').textContent(),
    (text) => text === 'aliasByNode(kiln.*.heat, 1)',
  );
  await drawn(byTestId('panel-preview').getByTestId('chart'), 360);
});

test('a second query is written, with completion, and may refer to the first', async () => {
  await byTestId('add-query').click();
  const editor = query('B').locator('.cm-content');
  await editor.click();
  await lab.page.keyboard.type('maxSe');
  await offered('maxSeries');
  await lab.page.keyboard.press('Enter');
  await lab.page.keyboard.type('#A');
  await lab.page.keyboard.press('Control+Enter');
  await eventually(
    () => query('B').getByTestId('query-counts').textContent(),
    (text) => /^1 series · /.test(text ?? ''),
  );

  // A mistake is told at its column, and what was drawn before stays.
  await editor.click();
  await lab.page.keyboard.press('Control+a');
  await lab.page.keyboard.type('maxSeries(kiln.*.heat');
  await lab.page.keyboard.press('Control+Enter');
  await query('B').getByRole('alert').waitFor();
  expect(await query('B').getByRole('alert').textContent()).toMatch(/Column \d+/);
  await lookAtEditor('editor-mistake');
  await editor.click();
  await lab.page.keyboard.press('Control+a');
  await lab.page.keyboard.type('alias(maxSeries(#A), "hottest")');
  await lab.page.keyboard.press('Control+Enter');
  await query('B').getByRole('alert').waitFor({ state: 'detached' });
});

async function offered(text: string): Promise<void> {
  await lab.page.locator('.cm-tooltip-autocomplete li').filter({ hasText: text }).first().waitFor();
  // A list that has only just opened does not take Enter yet, so that nobody accepts what they have not seen.
  await lab.page.waitForTimeout(200);
}

async function lookAtEditor(name: string): Promise<void> {
  lab.findings.push(...(await lookAt(lab.page, name)));
}

test('title, unit and thresholds are chosen and seen at once', async () => {
  await option('title').getByRole('textbox').fill('Heat of the ovens');
  await option('unit').getByRole('button').last().click();
  await byTestId('unit-search').fill('celsius');
  await byTestId('unit-search').press('Enter');
  await byTestId('option-search').fill('threshold');
  await byTestId('add-threshold').click();
  const from = option('thresholds').getByRole('textbox', { name: 'From' });
  await from.fill('75');
  await from.press('Enter');
  await option('thresholdsStyle').getByRole('combobox').selectOption('line');
  await byTestId('option-search').fill('');
  await lookAtEditor('editor');
  await byTestId('leave-editor').click();
  await drawn(chartOf(lab.page, 'p1'), 480);
  const legend = lab.page.getByTestId('legend-row');
  expect(await legend.allTextContents()).toEqual([
    expect.stringMatching(/^oven1.*°C$/),
    expect.stringMatching(/^oven2.*°C$/),
    expect.stringMatching(/^oven3.*°C$/),
    expect.stringMatching(/^hottest.*°C$/),
  ]);
});

test('it is saved under a title and stands at an address of its own', async () => {
  await lab.page.keyboard.press('Control+s');
  await byTestId('save-title').fill('Kiln');
  await byTestId('save-confirm').click();
  await lab.page.waitForURL(/\/d\/(?!new)[\w-]+$/);
  uid = new URL(lab.page.url()).pathname.split('/')[2]!;
  await byTestId('unsaved').waitFor({ state: 'detached' });
  const { dashboard, meta } = await lab.stored(uid);
  expect(dashboard.title).toBe('Kiln');
  expect(meta.version).toBe(1);
  expect(await storedPanel('p1')).toMatchObject({
    type: 'timeseries',
    title: 'Heat of the ovens',
    targets: [
      { refId: 'A', target: 'aliasByNode(kiln.*.heat, 1)' },
      { refId: 'B', target: 'alias(maxSeries(#A), "hottest")' },
    ],
    field: {
      unit: 'celsius',
      thresholdsStyle: 'line',
      thresholds: { steps: [{ value: null }, { value: 75 }] },
    },
  });
});

test('each edit is undone and done again, and a draft outlives the page', async () => {
  const panels = byTestId('panel');
  await chartOf(lab.page, 'p1').hover();
  await lab.page.keyboard.press('d');
  await eventually(
    () => panels.count(),
    (count) => count === 2,
  );
  await byTestId('unsaved').waitFor();
  await lab.page.mouse.move(5, 450);
  await lab.page.keyboard.press('Control+z');
  await eventually(
    () => panels.count(),
    (count) => count === 1,
  );
  await byTestId('unsaved').waitFor({ state: 'detached' });
  await lab.page.keyboard.press('Control+Shift+z');
  await eventually(
    () => panels.count(),
    (count) => count === 2,
  );
  await byTestId('undo').click();
  await byTestId('redo').click();
  await eventually(
    () => panels.count(),
    (count) => count === 2,
  );

  // Somebody closes the tab without saving.
  lab.page.once('dialog', (dialog) => void dialog.accept());
  await eventually(
    () =>
      lab.page.evaluate('Object.keys(localStorage).filter((key) => key.startsWith("plumbago.draft")).length'),
    (count) => count === 1,
  );
  await lab.page.reload();
  await byTestId('draft-offer').waitFor();
  expect(await panels.count()).toBe(1);
  await byTestId('draft-offer').getByRole('button', { name: 'Continue' }).click();
  await eventually(
    () => panels.count(),
    (count) => count === 2,
  );
});

test('what was changed is told before saving, and becomes a version with a readable diff', async () => {
  await lab.page.getByRole('button', { name: 'Menu of Heat of the ovens' }).last().click();
  await byTestId('menu-edit').click();
  await option('title').getByRole('textbox').fill('Heat again');
  await option('unit').getByRole('button').last().click();
  await byTestId('unit-search').fill('fahrenheit');
  await byTestId('unit-search').press('Enter');
  await byTestId('leave-editor').click();
  await byTestId('save').click();
  const changed = lab.page.getByRole('region', { name: 'What was changed' });
  await changed.waitFor();
  expect(await changed.getByRole('listitem').allTextContents()).toEqual([
    'Continue with earlier changes',
    'Change "Heat again"',
  ]);
  await byTestId('save-message').fill('A copy in Fahrenheit');
  await byTestId('save-confirm').click();
  await eventually(
    async () => (await lab.stored(uid)).meta.version,
    (version) => version === 2,
  );

  await byTestId('dashboard-menu').click();
  await byTestId('menu-versions').click();
  const versions = byTestId('versions').getByRole('listitem');
  await versions.first().waitFor();
  expect(await versions.allTextContents()).toEqual([
    expect.stringMatching(/^2A copy in Fahrenheit.*now$/),
    expect.stringMatching(/^1/),
  ]);
  await versions.first().getByRole('button').click();
  await lab.page.getByRole('tabpanel').getByText('Added').waitFor();
  expect(await lab.page.getByRole('tabpanel').textContent()).toContain('Heat again');
  lab.findings.push(...(await lookAt(lab.page, 'versions')));
  await lab.page.getByText('Text', { exact: true }).click();
  expect(await byTestId('text-diff').textContent()).toMatch(/\+ +"title": "Heat again"/);
});

test('an older version is brought back as a new one', async () => {
  await byTestId('versions').getByRole('listitem').last().getByRole('button').click();
  await byTestId('restore').click();
  await eventually(
    () => byTestId('panel').count(),
    (count) => count === 1,
  );
  const { dashboard, meta } = await lab.stored(uid);
  expect(meta.version).toBe(3);
  expect(dashboard.rows[0]!.panels).toHaveLength(1);
});

test('the JSON view says where a mistake is, and takes what is right as one edit', async () => {
  await byTestId('dashboard-menu').click();
  await byTestId('menu-json').click();
  const editor = lab.page.getByRole('dialog').locator('.cm-content');
  await editor.click();
  const text = `${JSON.stringify({ ...(await lab.stored(uid)).dashboard, titel: 'Kiln' }, null, 2)}\n`;
  await replaceAll(text);
  await byTestId('json-apply').click();
  await byTestId('json-problems').waitFor();
  expect(await byTestId('json-problems').textContent()).toMatch(/titel/);
  lab.findings.push(...(await lookAt(lab.page, 'json-mistake')));
  await byTestId('json-problems').getByRole('button').first().click();
  await eventually(
    () => lab.page.evaluate("getSelection().focusNode?.parentElement?.closest('.cm-line')?.textContent"),
    (line) => line === '  "titel": "Kiln"',
  );

  await editor.click();
  await replaceAll(
    text.replace(/,\n {2}"titel": "Kiln"/, '').replace('"title": "Kiln"', '"title": "Kiln, by hand"'),
  );
  await byTestId('json-apply').click();
  await lab.page.getByRole('dialog').waitFor({ state: 'detached' });
  await lab.page.getByRole('heading', { name: 'Kiln, by hand' }).waitFor();
  await byTestId('undo').click();
  await lab.page.getByRole('heading', { name: 'Kiln', exact: true }).waitFor();
});

async function replaceAll(text: string): Promise<void> {
  await lab.page.keyboard.press('Control+a');
  await lab.page.keyboard.insertText(text);
}

test('the pages have nothing that axe calls serious, and none is wider than its window', () => {
  expect(lab.findings).toEqual([]);
});
