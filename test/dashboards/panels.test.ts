/** Panels that are more than a picture: tables and texts; and every type of panel in the gallery, for people to look at. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { artefact } from '../support/artefacts.ts';
import { seriousFindings } from '../support/browser.ts';
import { twoFrames } from '../support/charts.ts';
import { dashboardLab, dashboardOf, pointsOf, targets } from '../support/dashboardLab.ts';
import { eventually } from '../support/eventually.ts';
import { lookAt } from '../support/screens.ts';

const now = Math.floor(Date.now() / 10_000) * 10;
const COOPS = 40;
const lab = dashboardLab('panels', {
  points: Array.from({ length: COOPS }, (_, k) =>
    pointsOf(`coop.c${String(k).padStart(2, '0')}.eggs`, 30, now, () => (k * 7) % COOPS),
  ).flat(),
});

test('a table is sorted, filtered and taken away as a file', async () => {
  await lab.store(
    dashboardOf(
      'coops',
      [
        {
          type: 'table',
          title: 'Eggs of the coops',
          targets: targets('aliasByNode(coop.*.eggs,1)'),
          options: { filters: true, calcs: ['last', 'max'] },
          grid: { x: 0, y: 0, w: 24, h: 16 },
        },
      ],
      { title: 'Coops' },
    ),
  );
  await lab.open(`/d/coops?from=${now - 290}&until=${now}`);
  const { page } = lab;
  const heading = (name: string) => page.getByTestId('table-sort').filter({ hasText: name });
  const cells = () =>
    page
      .getByTestId('table-scroll')
      .locator('tbody tr[aria-rowindex]')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('td')].slice(0, 2).map((cell) => cell.textContent)),
      );
  await eventually(cells, (rows) => rows.length > 10);
  await heading('Last').click();
  await eventually(cells, (rows) => rows[0]?.[1] === '39' && rows[1]?.[1] === '38');
  await heading('Last').click();
  await eventually(cells, (rows) => rows[0]?.[1] === '0' && rows[1]?.[1] === '1');

  await page.getByRole('searchbox', { name: 'Filter Last' }).fill('>=36');
  await eventually(cells, (rows) => rows.map((row) => row[1]).join() === '36,37,38,39');
  await page.getByTestId('table-filter').first().fill('c0');
  await eventually(cells, (rows) => rows.every(([name]) => name?.startsWith('c0')) && rows.length < 4);
  const shown = await cells();
  lab.findings.push(...(await lookAt(page, 'table')));

  const download = page.waitForEvent('download');
  await page.getByTestId('panel').hover();
  await page.getByTestId('table-csv').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('Eggs of the coops.csv');
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split(/\r?\n/);
  expect(lines.slice(1).map((line) => line.split(',').slice(0, 2))).toEqual(shown);
});

/** Each of them would set `globalThis.hacked`, or go where no link should lead. */
const HOSTILE = [
  '<script>globalThis.hacked = 1</script>',
  '<img src=x onerror="globalThis.hacked = 2">',
  '<svg onload="globalThis.hacked = 3"><a href="javascript:globalThis.hacked=4"><text>x</text></a></svg>',
  '<a href="javascript:globalThis.hacked=5">go</a> <a href="&#106;avascript:globalThis.hacked=6">on</a>',
  '<iframe srcdoc="<script>parent.hacked = 7</script>"></iframe>',
  '<form action="https://example.com"><input name="password"></form>',
  '<style>body { display: none }</style>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=globalThis.hacked=8&gt;">',
  '<p style="position: fixed; inset: 0; background: red">over everything</p>',
];

test.each(['markdown', 'html'] as const)('a text in %s shows what it says and runs nothing', async (mode) => {
  // The browser complains of handlers while the text is only parsed, in a document that runs nothing; and of the image.
  lab.expectMessage(/inline event handler violates/);
  lab.expectMessage(/status of 404/);
  const uid = `text-${mode}`;
  await lab.store(
    dashboardOf(
      uid,
      [
        {
          type: 'text',
          title: 'Notes',
          options: {
            mode,
            content: `${mode === 'html' ? '<h2>Barn rules</h2>' : '## Barn rules\n\n[the list](/dashboards)\n'}\n${HOSTILE.join('\n\n')}`,
          },
        },
      ],
      { title: 'Notes' },
    ),
  );
  await lab.open(`/d/${uid}`);
  const panel = lab.page.getByTestId('text-panel');
  await panel.getByRole('heading', { name: 'Barn rules' }).waitFor();
  const found = (await panel.evaluate((element) => ({
    forbidden: [
      ...element.querySelectorAll('script, iframe, form, style, object, embed, base, meta, link'),
    ].map(({ tagName }) => tagName),
    handlers: [...element.querySelectorAll('*')].flatMap((one) =>
      one.getAttributeNames().filter((name: string) => /^on/i.test(name)),
    ),
    links: [...element.querySelectorAll('[href], [src]')].map(
      (one) => one.getAttribute('href') ?? one.getAttribute('src') ?? '',
    ),
  }))) as { forbidden: string[]; handlers: string[]; links: string[] };
  expect(found.forbidden).toEqual([]);
  expect(found.handlers).toEqual([]);
  expect(found.links.filter((link) => /script:/i.test(link))).toEqual([]);
  for (const link of await panel.getByText(/^(go|on)$/).all()) await link.click();
  expect(await lab.page.evaluate('globalThis.hacked')).toBeUndefined();
  // Nothing of it covers the page: its own buttons can still be reached.
  await lab.page.getByTestId('dashboard-menu').click();
  await lab.page.getByTestId('menu-share').waitFor();
  await lab.page.keyboard.press('Escape');
});

/** Whether every example has something below its name: what draws it comes later than its frame. */
const DRAWN = `(() => {
  const examples = [...document.querySelectorAll('[data-example]')];
  return examples.length > 0 && examples.every((example) => example.childElementCount > 1);
})()`;

test('every type of panel has its pictures in the gallery', async () => {
  const { page } = lab;
  await lab.open('/dev/gallery?type=components');
  const choice = page.getByRole('combobox', { name: 'Type' });
  await choice.waitFor();
  const types = await choice
    .locator('option')
    .evaluateAll((options) => options.map((option) => option.getAttribute('value') ?? ''));
  expect(types).toEqual(expect.arrayContaining(['timeseries', 'table', 'text', 'host-list']));
  for (const type of types.filter((one) => one !== 'all')) {
    await lab.open(`/dev/gallery?type=${type}&width=1320`);
    await page.getByText('Phone', { exact: true }).waitFor();
    if (type !== 'components') await eventually(() => page.evaluate(DRAWN), Boolean);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      if (width === 390) await page.getByText('Phone', { exact: true }).click();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await twoFrames(page);
        await page.screenshot({
          path: artefact(`panel-${type}-${width}-${colorScheme}.png`),
          fullPage: true,
        });
        // Once for each type, where contrasts are least: pages with panels on them are looked at in both.
        if (width === 390 && colorScheme === 'light')
          lab.findings.push(...(await seriousFindings(page)).map((finding) => `${type}: ${finding}`));
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});

test('the pages have nothing that axe calls serious, and none is wider than its window', () => {
  expect(lab.findings).toEqual([]);
});
