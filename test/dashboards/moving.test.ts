/** Moving in: dashboards of Grafana are looked at, imported and exported; files in a folder are the store. The tests build on each other, in the order of the file. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Dashboard } from '../../src/schema/dashboard.ts';
import { getJson } from '../support/api.ts';
import { dashboardLab, dashboardOf } from '../support/dashboardLab.ts';
import { eventually } from '../support/eventually.ts';
import { ROOT } from '../support/runProgram.ts';
import { lookAt } from '../support/screens.ts';
import { testFolder } from '../support/startServer.ts';

const files = testFolder('dashboards');
const lab = dashboardLab('moving', { flags: ['--dashboards', files] });

const FIXTURES = join(ROOT, 'test/fixtures/grafana');
const fixture = (name: string) => JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')) as Fixture;

interface Fixture {
  readonly title: string;
  readonly panels?: readonly { readonly type: string; readonly panels?: readonly unknown[] }[];
  readonly rows?: readonly { readonly panels: readonly unknown[] }[];
}

/** Panels of a dashboard of Grafana, those in folded rows as well; rows themselves are none. */
function countPanels({ panels = [], rows = [] }: Fixture): number {
  const inRows = rows.reduce((sum, row) => sum + row.panels.length, 0);
  const own = panels.reduce(
    (sum, panel) => sum + (panel.type === 'row' ? (panel.panels?.length ?? 0) : 1),
    0,
  );
  return inRows + own;
}

test.each(['v6-kamon-system-metrics.json', 'v26-sexigraf-pfsense.json', 'v39-python-statsd.json'])(
  '%s is shown before it is kept, and stands there with all its panels',
  async (name) => {
    const original = fixture(name);
    await lab.open('/import');
    await lab.page.getByTestId('import-files').setInputFiles(join(FIXTURES, name));
    await lab.page.getByTestId('import-card').getByRole('heading', { name: original.title }).waitFor();
    lab.findings.push(...(await lookAt(lab.page, `import-${name.split('-')[0]}`)));
    await lab.page.getByTestId('import-title').fill(`Imported ${original.title}`);
    await lab.page.getByTestId('import-save').click();
    await lab.page.waitForURL(/\/d\/[\w-]+/);
    await lab.page.getByRole('heading', { name: `Imported ${original.title}` }).waitFor();
    const uid = new URL(lab.page.url()).pathname.split('/')[2]!;
    const { dashboard } = await lab.stored(uid);
    expect(dashboard.rows.flatMap(({ panels }) => panels)).toHaveLength(countPanels(original));
    await lab.page.getByTestId('panel').first().waitFor();
    expect(await lab.page.getByText('This panel failed').count()).toBe(0);

    // What goes out is Grafana's again, and comes back as the same dashboard.
    const exported = await getJson<Record<string, unknown>>(
      `${lab.server.url}/api/dashboards/${uid}/export?format=grafana`,
    );
    expect(exported['schemaVersion']).toBeGreaterThanOrEqual(36);
    const answer = await fetch(`${lab.server.url}/api/dashboards/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ json: exported }),
    });
    const again = ((await answer.json()) as { dashboard: Dashboard }).dashboard;
    expect(shapeOf(again)).toEqual(shapeOf(dashboard));
  },
);

function shapeOf(dashboard: Dashboard): unknown {
  return {
    title: dashboard.title,
    panels: dashboard.rows.flatMap(({ panels }) =>
      panels.map(({ type, title, targets }) => ({
        type,
        title,
        targets: targets?.map(({ target }) => target),
      })),
    ),
    variables: dashboard.variables?.map(({ name }) => name),
  };
}

test('what is no dashboard is said so, and several files are imported at once', async () => {
  // An import that is refused is a refused request, and the browser says so.
  lab.expectMessage(/status of 4\d\d/);
  await lab.open('/import');
  await lab.page.getByTestId('import-files').setInputFiles([
    { name: 'shopping.json', mimeType: 'application/json', buffer: Buffer.from('{"eggs": 6}') },
    { name: 'torn.json', mimeType: 'application/json', buffer: Buffer.from('{"title": "x"') },
    ...['One', 'Two'].map((title) => ({
      name: `${title}.json`,
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(dashboardOf(`many-${title}`, [], { title }))),
    })),
  ]);
  const cards = lab.page.getByTestId('import-card');
  await eventually(
    () => cards.count(),
    (count) => count === 4,
  );
  await eventually(
    () => cards.getByRole('alert').count(),
    (count) => count === 2,
  );
  lab.findings.push(...(await lookAt(lab.page, 'import-several')));
  await lab.page.getByTestId('import-all').click();
  await eventually(
    () => lab.page.getByTestId('imported').count(),
    (count) => count === 2,
  );
  for (const title of ['One', 'Two']) expect((await lab.stored(`many-${title}`)).dashboard.title).toBe(title);
});

test('a file in the folder is a dashboard; saving writes the file, and a change of the file comes to the page', async () => {
  const path = join(files, 'stable.json');
  const inFile = (): Dashboard => JSON.parse(readFileSync(path, 'utf8')) as Dashboard;
  writeFileSync(
    path,
    `${JSON.stringify(dashboardOf('stable', [{ type: 'text', title: 'Hay', options: { content: 'Two bales' } }], { title: 'Stable' }), null, 2)}\n`,
  );
  await eventually(
    async () => (await fetch(`${lab.server.url}/api/dashboards/stable`)).status,
    (status) => status === 200,
  );
  await lab.open('/d/stable');
  const { page } = lab;
  await page.getByText('Two bales').waitFor();
  await page.getByTestId('panel').hover();
  await page.keyboard.press('e');
  await page.getByTestId('panel-options').locator('[data-option=title]').getByRole('textbox').fill('Straw');
  await page.getByTestId('leave-editor').click();
  await page.getByTestId('save').click();
  await page.getByTestId('save-confirm').click();
  await page.getByTestId('unsaved').waitFor({ state: 'detached' });
  expect(inFile().rows[0]!.panels[0]!.title).toBe('Straw');

  const changed = readFileSync(path, 'utf8').replace('Two bales', 'Three bales');
  writeFileSync(path, changed);
  await eventually(
    async () => {
      await page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
      return page.getByText('Three bales').count();
    },
    (count) => count === 1,
    25_000,
  );
});

test('the pages have nothing that axe calls serious, and none is wider than its window', () => {
  expect(lab.findings).toEqual([]);
});
