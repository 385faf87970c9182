/** Panels and rows moved, sized and folded: by mouse, by finger, by keys. The tests build on each other, in the order of the file. */
import type { CDPSession, Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { GridPlace } from '../../src/schema/dashboard.ts';
import { drawn } from '../support/charts.ts';
import { dashboardLab, dashboardOf, pointsOf, targets } from '../support/dashboardLab.ts';
import { eventually } from '../support/eventually.ts';
import { lookAt } from '../support/screens.ts';

const now = Math.floor(Date.now() / 10_000) * 10;
const lab = dashboardLab('arranging', {
  points: pointsOf('loom.speed', 60, now, (i) => 40 + (i % 7)),
});

const chart = (title: string) => ({ type: 'timeseries' as const, title, targets: targets('loom.speed') });
const board = () => {
  const base = dashboardOf('weaving', [chart('One'), chart('Two'), chart('Three'), chart('Four')]);
  return {
    ...base,
    rows: [
      ...base.rows,
      {
        id: 'r2',
        title: 'Below',
        panels: [{ ...chart('Five'), id: 'p5', grid: { x: 0, y: 0, w: 24, h: 6 } }],
      },
    ],
  };
};

const panelOf = (page: Page, id: string): Locator => page.locator(`[data-copy-id="${id}"]`);
const headOf = (page: Page, id: string): Locator => panelOf(page, id).locator('header h3');

/** Where a panel stands on the page, in places of its row's grid. */
async function placeOf(page: Page, id: string): Promise<GridPlace> {
  return (await page.evaluate(`(() => {
    const panel = document.querySelector('[data-copy-id="${id}"]').getBoundingClientRect();
    const grid = document.querySelector('[data-copy-id="${id}"]').closest('[data-grid-row]').getBoundingClientRect();
    const column = (grid.width + 8) / 24;
    return {
      x: Math.round((panel.left - grid.left) / column),
      y: Math.round((panel.top - grid.top) / 38),
      w: Math.round((panel.width + 8) / column),
      h: Math.round((panel.height + 8) / 38),
    };
  })()`)) as GridPlace;
}

async function centre(locator: Locator): Promise<{ x: number; y: number }> {
  const box = (await locator.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('a panel is dragged to another place by its head, and the others make room', async () => {
  await lab.store(board());
  await lab.open('/d/weaving');
  const { page } = lab;
  await drawn(panelOf(page, 'p1').getByTestId('chart'));
  const from = await centre(headOf(page, 'p1'));
  const to = await centre(headOf(page, 'p2'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 4, { steps: 8 });
  await page.getByTestId('drop-shadow').waitFor();
  await page.mouse.up();
  await eventually(
    () => placeOf(page, 'p1'),
    (place) => place.x === 12 && place.y === 0,
  );
  const places = await Promise.all(['p1', 'p2', 'p3', 'p4'].map((id) => placeOf(page, id)));
  for (const [i, a] of places.entries())
    for (const b of places.slice(i + 1)) expect(overlap(a, b)).toBe(false);
});

function overlap(a: GridPlace, b: GridPlace): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

test('a drag that is ended by Esc changes nothing', async () => {
  const { page } = lab;
  const before = await placeOf(page, 'p1');
  const from = await centre(headOf(page, 'p1'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 300, from.y + 200, { steps: 5 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await eventually(
    () => placeOf(page, 'p1'),
    (place) => JSON.stringify(place) === JSON.stringify(before),
  );
});

test('a panel is dragged into another row', async () => {
  const { page } = lab;
  const from = await centre(headOf(page, 'p4'));
  const grid = (await page.locator('[data-grid-row=r2]').boundingBox())!;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(grid.x + 300, grid.y + 12, { steps: 10 });
  await page.mouse.up();
  await page.locator('[data-row-id=r2] [data-copy-id=p4]').waitFor();
});

test('the corner resizes, and one undo takes it back', async () => {
  const { page } = lab;
  const before = await placeOf(page, 'p2');
  await panelOf(page, 'p2').hover();
  const corner = await centre(panelOf(page, 'p2').getByTestId('panel-resize'));
  await page.mouse.move(corner.x, corner.y);
  await page.mouse.down();
  await page.mouse.move(corner.x - 170, corner.y + 76, { steps: 6 });
  await page.mouse.up();
  const after = await eventually(
    () => placeOf(page, 'p2'),
    (place) => place.h === before.h + 2,
  );
  expect(after.w).toBe(before.w - 3);
  await page.getByTestId('undo').click();
  await eventually(
    () => placeOf(page, 'p2'),
    (place) => place.h === before.h && place.w === before.w,
  );
});

test('keys move and resize a panel, and say where it is', async () => {
  const { page } = lab;
  const before = await placeOf(page, 'p3');
  await panelOf(page, 'p3').getByTestId('panel-grip').focus();
  await page.keyboard.press('Enter');
  for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowDown');
  await page
    .getByText(`Column ${before.x + 1}, line ${before.y + 1}, ${before.w - 4} wide, ${before.h + 1} high`)
    .waitFor();
  await page.keyboard.press('Enter');
  await eventually(
    () => placeOf(page, 'p3'),
    (place) => place.w === before.w - 4 && place.h === before.h + 1,
  );
  // The focus is where it was, so that one can go on.
  await eventually(
    () => page.evaluate("document.activeElement?.closest('[data-copy-id]')?.dataset.copyId"),
    (id) => id === 'p3',
  );
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  expect((await placeOf(page, 'p3')).x).toBe(before.x);
});

test('a row folds, and the address knows it', async () => {
  const { page } = lab;
  const fold = page.locator('[data-row-id=r2]').getByTestId('row-fold');
  await fold.click();
  await panelOf(page, 'p5').waitFor({ state: 'detached' });
  expect(await fold.getAttribute('aria-expanded')).toBe('false');
  expect(await fold.textContent()).toBe('Below2 panels');
  expect(new URL(page.url()).searchParams.getAll('fold')).toEqual(['r2']);
  await fold.press('Enter');
  await panelOf(page, 'p5').waitFor();
});

test('a row is added, named, and taken away with an undo', async () => {
  const { page } = lab;
  await page.getByTestId('add').click();
  await page.getByTestId('add-row').click();
  await page.getByTestId('row-title').fill('Spare');
  await page.getByTestId('row-title').press('Enter');
  const heads = page.getByTestId('row-fold');
  await eventually(
    () => heads.allTextContents(),
    (texts) => texts.join() === 'Below,Spare',
  );
  const row = page.getByTestId('row').last();
  await row.getByTestId('row-fold').hover();
  await row.getByTestId('row-menu').click();
  await page.getByTestId('menu-row-remove').click();
  await page.getByTestId('remove-row').click();
  await eventually(
    () => heads.allTextContents(),
    (texts) => texts.join() === 'Below',
  );
  await page.getByTestId('notice-undo').click();
  await eventually(
    () => heads.allTextContents(),
    (texts) => texts.join() === 'Below,Spare',
  );
});

test('what stands on the page is what is saved', async () => {
  const { page } = lab;
  const ids = ['p1', 'p2', 'p3', 'p4', 'p5'];
  const shown = Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await placeOf(page, id)])));
  await page.getByTestId('save').click();
  await page.getByTestId('save-confirm').click();
  await page.getByTestId('unsaved').waitFor({ state: 'detached' });
  const { dashboard } = await lab.stored('weaving');
  const panels = dashboard.rows.flatMap((row) => row.panels);
  expect(Object.fromEntries(panels.map(({ id, grid }) => [id, grid]))).toEqual(shown);
  lab.findings.push(...(await lookAt(page, 'arranged')));
});

test('a finger that rests on a head carries the panel, and one that moves on scrolls', async () => {
  const page = await lab.openWindow({
    viewport: { width: 1024, height: 768 },
    hasTouch: true,
    isMobile: true,
  });
  await page.goto(`${lab.server.url}/d/weaving`);
  await drawn(panelOf(page, 'p1').getByTestId('chart'));
  const before = await placeOf(page, 'p1');
  const cdp = await page.context().newCDPSession(page);
  const from = await centre(headOf(page, 'p1'));
  await touch(cdp, 'touchStart', from);
  await touch(cdp, 'touchMove', { x: from.x, y: from.y - 60 });
  // Longer than a press, in which nothing must begin.
  await page.waitForTimeout(500);
  expect(await page.getByTestId('drop-shadow').count()).toBe(0);
  await touch(cdp, 'touchEnd');
  await page.waitForTimeout(400);

  await page.evaluate('scrollTo(0, 0)');
  const down = await centre(headOf(page, 'p1'));
  const across = before.x === 0 ? 560 : -420;
  await touch(cdp, 'touchStart', down);
  // As long as a press has to be to be no tap.
  await page.waitForTimeout(500);
  for (let i = 1; i <= 6; i++) await touch(cdp, 'touchMove', { x: down.x + (across * i) / 6, y: down.y + 4 });
  await page.getByTestId('drop-shadow').waitFor();
  await touch(cdp, 'touchEnd');
  await eventually(
    () => placeOf(page, 'p1'),
    (place) => place.x !== before.x,
  );
  await page.context().close();
});

async function touch(
  cdp: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  at?: { x: number; y: number },
): Promise<void> {
  await cdp.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
}

test('a phone shows one column, as wide as it is', async () => {
  const page = await lab.openWindow({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await page.goto(`${lab.server.url}/d/weaving`);
  await drawn(panelOf(page, 'p1').getByTestId('chart'));
  const lefts = (await page.evaluate(
    `[...document.querySelectorAll('[data-testid=panel]')].map((panel) => {
      const { left, width } = panel.getBoundingClientRect();
      return { left, width };
    })`,
  )) as { left: number; width: number }[];
  expect(new Set(lefts.map(({ left }) => left)).size).toBe(1);
  expect(Math.min(...lefts.map(({ width }) => width))).toBeGreaterThan(350);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await page.context().close();
});

test('the pages have nothing that axe calls serious, and none is wider than its window', () => {
  expect(lab.findings).toEqual([]);
});
