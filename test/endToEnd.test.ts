/**
 * A person's first ten minutes, in a real browser against `npm start` on a fresh data folder. The tests build on each
 * other, in the order of the file.
 */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWebIfStale } from '../scripts/buildWebIfStale.ts';
import type { Host } from '../src/schema/api.ts';
import { getJson, knownPoints, render } from './support/api.ts';
import { artefact } from './support/artefacts.ts';
import { launchBrowser, openPage } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { ROOT, type Server } from './support/runProgram.ts';
import { lookAt } from './support/screens.ts';
import { sendLines } from './support/sender.ts';
import { startServer } from './support/startServer.ts';

const PASSWORD = 'graphite and clay';

let server: Server;
let browser: Browser;
let page: Page;
let messages: string[];
const findings: string[] = [];

beforeAll(async () => {
  // What the clock measures is a start, not a build of the web app.
  buildWebIfStale(ROOT);
  browser = await launchBrowser();
  server = await startServer({ npmStart: true });
  ({ page, messages } = await openPage(browser, { colorScheme: 'dark', reducedMotion: 'reduce' }));
});

afterAll(async () => {
  await page?.screenshot({ path: artefact('end-to-end-last.png') }).catch(() => undefined);
  await browser?.close();
});

const byTestId = (id: string) => page.getByTestId(id);

interface ChartState {
  readonly panel: string;
  readonly points: number;
  readonly from: number;
  readonly until: number;
}

/** The charts that are on screen or below it; panels without any data take no room and are left out. */
function charts(): Promise<ChartState[]> {
  return page.getByTestId('chart').evaluateAll((elements) =>
    elements
      .filter((element) => element.getClientRects().length > 0)
      .map((element) => ({
        panel: element.getAttribute('data-panel') ?? '',
        points: Number(element.getAttribute('data-points')),
        from: Number(element.getAttribute('data-from')),
        until: Number(element.getAttribute('data-until')),
      })),
  );
}

/** The charts whose place lies in the window: the others wait until they are looked at. */
async function chartsInWindow(): Promise<ChartState[]> {
  const seen = (await page.getByTestId('chart').evaluateAll((elements) =>
    elements
      .filter((element) => {
        const { top, bottom, height } = element.getBoundingClientRect();
        return height > 0 && top >= 0 && bottom <= element.ownerDocument.documentElement.clientHeight;
      })
      .map((element) => element.getAttribute('data-panel') ?? ''),
  )) as string[];
  return (await charts()).filter(({ panel }) => seen.includes(panel));
}

interface Painted {
  /** Pixels in a colour: lines have one, while axes, grid and labels are grey. */
  readonly coloured: number;
  /** Pixels in the lowest rows, where nothing but the labels of the time axis is. */
  readonly timeLabels: number;
}

/** What a chart has on its canvases. */
function painted(chart: Locator): Promise<Painted> {
  return chart.evaluate((element) => {
    let coloured = 0;
    let timeLabels = 0;
    for (const canvas of element.querySelectorAll('canvas')) {
      if (canvas.width === 0) continue;
      // Read from a copy: Chromium warns about the app's own canvas when somebody reads it more than once.
      const sheet = element.ownerDocument.createElement('canvas');
      sheet.width = canvas.width;
      sheet.height = canvas.height;
      const copy = sheet.getContext('2d', { willReadFrequently: true })!;
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
      const lowestRows = data.length - 20 * canvas.width * 4;
      for (let i = 0; i < data.length; i += 4) {
        const [red, green, blue, alpha] = data.subarray(i, i + 4) as unknown as [
          number,
          number,
          number,
          number,
        ];
        if (alpha <= 60) continue;
        if (Math.max(red, green, blue) - Math.min(red, green, blue) > 40) coloured++;
        if (i >= lowestRows) timeLabels++;
      }
    }
    return { coloured, timeLabels };
  });
}

/** Waits until the editor offers a completion with this text, and takes keys for it. */
async function offered(text: string): Promise<void> {
  await page.locator('.cm-tooltip-autocomplete li').filter({ hasText: text }).first().waitFor();
  // A list that has only just opened does not take Enter yet, so that nobody accepts what they have not seen.
  await page.waitForTimeout(200);
}

async function look(name: string): Promise<void> {
  findings.push(...(await lookAt(page, name)));
}

test('signs in with the first password and has to choose another', async () => {
  await page.goto(server.url);
  await byTestId('sign-in-name').fill('admin');
  await byTestId('sign-in-password').fill('not it');
  await byTestId('sign-in-submit').click();
  await page.getByRole('alert').first().waitFor();
  await byTestId('sign-in-password').fill('admin');
  await byTestId('sign-in-submit').click();
  await byTestId('new-password').fill(PASSWORD);
  await byTestId('new-password-repeat').fill(PASSWORD);
  await byTestId('new-password-submit').click();
  await byTestId('host-card').first().waitFor();
});

test('the machine is on the Hosts page, and its charts are drawn within 10 s of the start', async () => {
  const { hosts } = (await page.evaluate("fetch('/api/hosts').then((answer) => answer.json())")) as {
    hosts: Host[];
  };
  expect(hosts.map(({ local }) => local)).toEqual([true]);
  const card = byTestId('host-card');
  expect(await card.count()).toBe(1);
  expect(await card.getAttribute('data-host')).toBe(hosts[0]!.name);

  await card.click();
  await eventually(chartsInWindow, (found) => found.length >= 2 && found.every(({ points }) => points > 1));
  expect(new URL(page.url()).pathname).toBe(`/hosts/${encodeURIComponent(hosts[0]!.name)}`);
  for (const { panel } of await chartsInWindow()) {
    const chart = page.locator(`[data-testid=chart][data-panel="${panel}"]`);
    await eventually(
      () => painted(chart),
      ({ coloured, timeLabels }) => coloured > 5 && timeLabels > 100,
    );
  }
  const seconds = (performance.now() - server.spawnedAt) / 1000;
  console.log(`end to end: charts of this machine ${seconds.toFixed(1)} s after npm start`);
  expect(seconds).toBeLessThan(10);
});

test('every chart further down fills when it is looked at', async () => {
  const seen = new Set<string>();
  // Panels are drawn when they come near: as many as there are by then, until no further one comes.
  for (let i = 0; i < (await byTestId('panel').count()); i++) {
    const panel = byTestId('panel').nth(i);
    if (!(await panel.isVisible())) continue;
    await panel.scrollIntoViewIfNeeded();
    const chart = panel.getByTestId('chart');
    // A figure or a table has none; a chart that finds nothing gives its room back.
    await panel.locator('[data-testid=chart], svg, table').first().waitFor({ state: 'attached' });
    if ((await chart.count()) === 0) continue;
    await eventually(
      async () => ((await chart.isVisible()) ? Number(await chart.getAttribute('data-points')) : Infinity),
      (points) => points > 1,
    );
    seen.add((await panel.getAttribute('data-panel-id')) ?? '');
  }
  await page.evaluate(
    'document.querySelectorAll("*").forEach((e) => { if (e.scrollTop > 0) e.scrollTop = 0; })',
  );
  expect([...seen]).toEqual(expect.arrayContaining(['cpu', 'load', 'memory', 'filesystems', 'network']));
});

test('new points arrive by themselves', async () => {
  const cpu = async () => (await charts()).find(({ panel }) => panel === 'cpu')!;
  const before = await cpu();
  await eventually(cpu, ({ points, until }) => points > before.points && until > before.until, 5000);
});

test('the pointer shows values', async () => {
  const box = (await page.locator('[data-testid=chart][data-panel=cpu]').boundingBox())!;
  await page.mouse.move(box.x + box.width - 30, box.y + box.height / 2);
  await byTestId('tooltip').first().waitFor();
  expect(await byTestId('tooltip').first().textContent()).toMatch(/\d/);
  await look('host');
});

test('a drag zooms every chart and the address; back undoes it', async () => {
  const before = page.url();
  const wide = (await charts()).find(({ panel }) => panel === 'cpu')!;
  const box = (await page.locator('[data-testid=chart][data-panel=cpu]').boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.5, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, y, { steps: 8 });
  await page.mouse.up();
  const zoomed = await eventually(chartsInWindow, (found) =>
    found.every(({ from, until }) => until - from < 0.5 * (wide.until - wide.from)),
  );
  expect(zoomed.length).toBeGreaterThanOrEqual(2);
  expect(new Set(zoomed.map(({ from, until }) => `${from} to ${until}`)).size).toBe(1);
  expect(zoomed[0]!.from).toBeGreaterThan(wide.from);
  expect(zoomed[0]!.until).toBeLessThan(wide.until + 60);
  expect(page.url()).not.toBe(before);
  expect(new URL(page.url()).searchParams.get('from')).toBeTruthy();

  // The address alone tells the same picture.
  await page.reload();
  await eventually(
    chartsInWindow,
    (found) =>
      found.length >= 2 &&
      found.every(({ from, until }) => from === zoomed[0]!.from && until === zoomed[0]!.until),
  );

  // Another theme is another drawing of the same picture, labels included.
  for (const colorScheme of ['dark', 'light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(200);
    await eventually(
      () => painted(page.locator('[data-testid=chart][data-panel=cpu]')),
      ({ timeLabels }) => timeLabels > 100,
      3000,
    );
  }
  await page.goBack();
  await eventually(
    async () => (await charts()).find(({ panel }) => panel === 'cpu'),
    (cpu) => cpu !== undefined && cpu.until - cpu.from === wide.until - wide.from,
  );
  expect(page.url()).toBe(before);
});

test('the time range is chosen from a list', async () => {
  await byTestId('time-range-button').click();
  await page.getByRole('dialog').getByText('Last day').click();
  await eventually(
    async () => (await charts()).find(({ panel }) => panel === 'cpu'),
    (cpu) => cpu !== undefined && Math.abs(cpu.until - cpu.from - 86_400) < 120,
  );
  await page.goBack();
});

test('Explore completes a name that was just sent and draws it', async () => {
  const now = Math.floor(Date.now() / 60_000) * 60;
  await sendLines(
    server.ready.carbon,
    Array.from({ length: 20 }, (_, i) => [
      `workshop.kiln.temperature ${900 + i} ${now - i * 60}`,
      `workshop.kiln.humidity ${20 + i} ${now - i * 60}`,
    ]).flat(),
  );
  await page.getByRole('link', { name: 'Explore', exact: true }).first().click();
  const editor = byTestId('explore-query').locator('.cm-content').first();
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('alia');
  await offered('aliasByNode');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('worksh');
  await offered('workshop');
  await page.keyboard.press('Enter');
  expect((await editor.textContent())?.trim()).toBe('workshop.');
  await page.keyboard.type('kiln.temp');
  await offered('temperature');
  await page.keyboard.press('Enter');
  expect((await editor.textContent())?.trim()).toBe('workshop.kiln.temperature');

  await byTestId('explore-run').click();
  const chart = byTestId('chart').first();
  await eventually(
    async () => Number(await chart.getAttribute('data-points')),
    (points) => points > 1,
  );
  expect((await painted(chart)).coloured).toBeGreaterThan(50);
  const table = byTestId('values-table');
  await table.waitFor();
  expect(await table.textContent()).toMatch(/900/);
  expect(new URL(page.url()).searchParams.getAll('target')).toEqual(['workshop.kiln.temperature']);
  await byTestId('legend-row').first().waitFor();
  await look('explore');
});

test('Explore finds metrics in the tree and by search', async () => {
  const item = (path: string) => page.locator(`[data-testid=tree-item][data-path="${path}"]`);
  // The tree is open where the query stands, and what it names is marked.
  await item('workshop.kiln.temperature').waitFor();
  expect(await item('workshop.kiln.temperature').getAttribute('aria-selected')).toBe('true');
  await item('hosts').click();
  await eventually(
    () => page.locator('[data-testid=tree-item][data-path^="hosts."]').count(),
    (count) => count > 0,
  );
  await item('workshop.kiln.humidity').click();
  await eventually(
    async () => new URL(page.url()).searchParams.getAll('target').join(' '),
    (targets) => targets.includes('workshop.kiln.humidity'),
  );
  await byTestId('explore-search').fill('humid kiln');
  await page.getByText('workshop.kiln.humidity').first().waitFor();
  await byTestId('explore-search').fill('');
});

test('a mistake in the query is shown where it is, and the page goes on', async () => {
  const before = messages.length;
  const editor = byTestId('explore-query').locator('.cm-content').first();
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('noSuchFunction(workshop.kiln.temperature)');
  await page.keyboard.press('Escape');
  await byTestId('explore-run').click();
  await page
    .getByText(/noSuchFunction/)
    .nth(1)
    .waitFor();
  await look('explore-mistake');
  expect(messages.slice(before)).toEqual([]);
});

test('a token made in the settings opens /render for a script', async () => {
  await page.getByRole('link', { name: 'Settings', exact: true }).first().click();
  await page.getByRole('button', { name: 'Create a token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('kiln watcher');
  await dialog.locator('button[type=submit]').click();
  const secret = (await dialog.getByText(/^plb_[\w-]+$/).textContent()) ?? '';
  await look('settings-token');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await look('settings');
  const [series] = await render(
    server.url,
    'workshop.kiln.temperature',
    { from: '-1h' },
    { authorization: `Bearer ${secret}` },
  );
  expect([...knownPoints(series).values()].at(-1)).toBe(900);
  await expect(render(server.url, 'workshop.kiln.temperature', { from: '-1h' })).rejects.toThrow('401');
  await expect(getJson(`${server.url}/api/hosts`, { authorization: 'Bearer nonsense' })).rejects.toThrow(
    '401',
  );
});

test('the Hosts page lists what is alive', async () => {
  await page.getByRole('link', { name: 'Hosts', exact: true }).first().click();
  await byTestId('host-card').first().waitFor();
  await look('hosts');
});

test('signing out ends the session; the old password is gone, the new one holds', async () => {
  await page.getByRole('link', { name: 'Settings', exact: true }).first().click();
  await page.getByRole('button', { name: /sign out/i }).click();
  await byTestId('sign-in-name').waitFor();
  await look('sign-in');
  const answer = await page.evaluate("fetch('/api/hosts').then((answer) => answer.status)");
  expect(answer).toBe(401);
  messages.splice(0, messages.length, ...messages.filter((message) => !/\b401\b/.test(message)));
  await byTestId('sign-in-name').fill('admin');
  await byTestId('sign-in-password').fill('admin');
  await byTestId('sign-in-submit').click();
  await page.getByRole('alert').first().waitFor();
  await byTestId('sign-in-password').fill(PASSWORD);
  await byTestId('sign-in-submit').click();
  await byTestId('host-card').first().waitFor();
});

test('axe finds nothing serious on any page, and no page is wider than a phone', () => {
  expect(findings).toEqual([]);
});

test('the console stayed empty', () => {
  // A refused password is a 401, which Chromium itself reports; the app can't keep it quiet.
  const refusedOnPurpose = /status of 401 .*sign-in|api\/session/;
  expect(messages.filter((message) => !refusedOnPurpose.test(message))).toEqual([]);
});

test('the server ends cleanly and printed no error', async () => {
  await page.close();
  await server.stop();
  expect(server.output()).not.toMatch(/"level":"?(error|50)|unhandled/i);
});
