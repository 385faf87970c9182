/** Variables: chosen, searched, chained, in the address, and what is repeated for them. The tests build on each other, in the order of the file. */
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { chartOf, drawn } from '../support/charts.ts';
import { dashboardLab, dashboardOf, pointsOf, targets } from '../support/dashboardLab.ts';
import { eventually } from '../support/eventually.ts';
import { lookAt } from '../support/screens.ts';

const now = Math.floor(Date.now() / 10_000) * 10;
const HOSTS = ['db01', 'web01', 'web02', 'web03'];
const FLEET = 10_000;
const lab = dashboardLab('variables', {
  points: [
    ...Array.from({ length: FLEET }, (_, i) => `fleet.n${String(i).padStart(5, '0')}.up 1 ${now}`),
    ...HOSTS.flatMap((host, k) => [
      ...pointsOf(`shop.${host}.cpu`, 60, now, (i) => 10 * k + (i % 9)),
      ...pointsOf(`shop.${host}.${host.startsWith('db') ? 'locks' : 'hits'}`, 60, now, (i) => i),
    ]),
  ],
});

const control = (name: string): Locator => lab.page.getByTestId(`variable-${name}`).getByRole('button');
const search = (): Locator => lab.page.getByTestId('variable-search');
const options = (): Locator => lab.page.getByRole('option');
const parameters = () => new URL(lab.page.url()).searchParams;
const titles = () => lab.page.getByTestId('panel').locator('h3').allTextContents();

test('the first value is chosen when the address says nothing', async () => {
  await lab.store(
    dashboardOf(
      'shop',
      [
        {
          type: 'timeseries',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the dashboard
          title: '$metric of ${host:text}',
          targets: targets('shop.$host.$metric'),
          repeat: { variable: 'host', maxPerRow: 2 },
        },
      ],
      {
        title: 'Shop',
        variables: [
          {
            name: 'host',
            label: 'Host',
            type: 'query',
            query: 'shop.*',
            sort: 'natural-asc',
            multi: true,
            includeAll: true,
          },
          { name: 'metric', label: 'Metric', type: 'query', query: 'shop.$host.*' },
          { name: 'node', label: 'Node', type: 'query', query: 'fleet.*' },
          { name: 'limit', label: 'Limit', type: 'text', current: '5' },
          { name: 'step', label: 'Step', type: 'interval', options: '1m,10m', auto: {} },
        ],
      },
    ),
  );
  await lab.open('/d/shop');
  await drawn(chartOf(lab.page, 'p1'), 60);
  expect(await titles()).toEqual(['cpu of db01']);
  expect(parameters().toString()).toBe('');
  expect(await control('host').textContent()).toBe('db01');
});

test('what is typed narrows the choices, and several are put to use together', async () => {
  await control('host').click();
  await search().fill('web');
  await eventually(
    () => options().count(),
    (count) => count >= 3,
  );
  await search().press('Control+Enter');
  await eventually(titles, (found) => found.join() === 'cpu of web01');
  expect(parameters().getAll('var-host')).toEqual(['web01']);

  await control('host').click();
  await options().filter({ hasText: 'web03' }).click();
  lab.findings.push(...(await lookAt(lab.page, 'variable')));
  await lab.page.getByTestId('variable-apply').click();
  await eventually(titles, (found) => found.join() === 'cpu of web01,cpu of web03');
  expect(parameters().getAll('var-host')).toEqual(['web01', 'web03']);
});

test('the choices of one follow what is chosen in another', async () => {
  await control('metric').click();
  await eventually(
    () => options().allTextContents(),
    (found) => found.join() === 'cpu,hits',
  );
  await options().filter({ hasText: 'hits' }).click();
  await eventually(titles, (found) => found.join() === 'hits of web01,hits of web03');

  // A choice that there is not any more gives way to the first that there is.
  await control('host').click();
  await search().fill('db');
  await search().press('Control+Enter');
  await eventually(titles, (found) => found.length === 1 && found[0] === 'cpu of db01');
  await control('metric').click();
  await eventually(
    () => options().allTextContents(),
    (found) => found.join() === 'cpu,locks',
  );
  await lab.page.keyboard.press('Escape');
});

test('All is one choice, and back returns to what was before', async () => {
  await control('host').click();
  await options().filter({ hasText: /^All$/ }).click();
  await lab.page.getByTestId('variable-apply').click();
  await eventually(titles, (found) => found.length === 4);
  expect(parameters().getAll('var-host')).toEqual(['$__all']);
  expect(await control('host').textContent()).toBe('All');
  await lab.page.reload();
  await eventually(titles, (found) => found.length === 4);
  await drawn(lab.page.locator('[data-copy-id="p1@web03"]').getByTestId('chart'), 60);
  lab.findings.push(...(await lookAt(lab.page, 'repeated')));
  await lab.page.goBack();
  await eventually(titles, (found) => found.length === 1);
});

test('ten thousand values are searched as one types, and few are drawn', async () => {
  await control('node').click();
  await eventually(
    () => options().count(),
    (count) => count > 5,
  );
  expect(await options().count()).toBeLessThan(60);
  expect(await options().first().getAttribute('aria-setsize')).toBe(String(FLEET));
  await search().fill('n0987');
  await eventually(
    () => options().allTextContents(),
    (found) => found.slice(0, 10).join() === Array.from({ length: 10 }, (_, i) => `n0987${i}`).join(),
    3000,
  );
  await search().press('ArrowDown');
  await search().press('Enter');
  await eventually(
    () => control('node').textContent(),
    (text) => text === 'n09871',
  );
  expect(parameters().get('var-node')).toBe('n09871');
});

test('a text and an interval are chosen as well', async () => {
  const text = lab.page.getByTestId('variable-limit').getByRole('textbox');
  await text.fill('12');
  await text.press('Enter');
  await eventually(
    async () => parameters().get('var-limit'),
    (value) => value === '12',
  );
  await control('step').click();
  await options().filter({ hasText: '10m' }).click();
  await eventually(
    async () => parameters().get('var-step'),
    (value) => value === '10m',
  );
});

test('a variable is made in the settings, with a look at what there is to choose', async () => {
  await lab.page.getByTestId('dashboard-menu').click();
  await lab.page.getByTestId('menu-settings').click();
  await lab.page.getByTestId('settings-variables').click();
  await lab.page.getByTestId('add-item').click();
  await lab.page.getByTestId('variable-name').fill('web');
  await lab.page.getByTestId('variable-query').fill('shop.web*');
  await eventually(
    () => lab.page.getByTestId('variable-preview').getByRole('listitem').allTextContents(),
    (found) => found.join() === 'web01,web02,web03',
  );
  lab.findings.push(...(await lookAt(lab.page, 'variable-form')));
  await lab.page.keyboard.press('Escape');
  await eventually(
    () => control('web').textContent(),
    (text) => text === 'web01',
  );
});

test('a row is repeated with its panels', async () => {
  await lab.store({
    ...dashboardOf('rows', [], {
      title: 'Rows',
      variables: [
        { name: 'host', type: 'custom', options: 'web01,web02', multi: true, current: ['web01', 'web02'] },
      ],
    }),
    rows: [
      {
        id: 'r1',
        title: 'Host $host',
        repeat: { variable: 'host' },
        panels: [
          {
            id: 'p1',
            type: 'timeseries',
            title: 'CPU of $host',
            targets: targets('shop.$host.cpu'),
            grid: { x: 0, y: 0, w: 12, h: 6 },
          },
        ],
      },
    ],
  });
  await lab.open('/d/rows');
  await eventually(titles, (found) => found.join() === 'CPU of web01,CPU of web02');
  expect(await lab.page.getByTestId('row-fold').allTextContents()).toEqual(['Host web01', 'Host web02']);
  // Only the first of them can be moved or edited: the others are its copies.
  expect(await lab.page.getByTestId('panel-grip').count()).toBe(1);
});

test('the pages have nothing that axe calls serious, and none is wider than its window', () => {
  expect(lab.findings).toEqual([]);
});
