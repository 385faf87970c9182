/** What is measured of a page, each as one number a run. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { openPage } from '../../test/support/browser.ts';
import { loadedScripts } from '../../test/support/loadedScripts.ts';
import { WINDOW } from './dashboards.ts';
import { drawnAfter, type Wanted, watchDrawing } from './drawn.ts';

/** Pixels between two places of the pointer. */
const POINTER_STEP = 12;

async function open(browser: Browser, wanted: Wanted): Promise<Page> {
  const { page } = await openPage(browser, { viewport: WINDOW, colorScheme: 'dark' });
  await watchDrawing(page, wanted);
  return page;
}

/** Milliseconds until everything is drawn: with nothing in the browser's cache, and of the page opened again after that. */
export async function pageLoads(
  browser: Browser,
  address: string,
  wanted: Wanted,
): Promise<{ cold: number; warm: number }> {
  const page = await open(browser, wanted);
  await page.goto(address);
  const cold = await drawnAfter(page);
  // The browser keeps compiled code from the second time on; that is the state of whoever comes every day.
  let warm = 0;
  for (let i = 0; i < 3; i++) {
    await page.goto('about:blank');
    await page.goto(address);
    warm = await drawnAfter(page);
  }
  await page.context().close();
  return { cold, warm };
}

/** Milliseconds between two frames while the pointer goes over all charts of the window, ascending. */
export async function frameTimes(browser: Browser, address: string, wanted: Wanted): Promise<number[]> {
  const page = await open(browser, wanted);
  await page.goto(address);
  await drawnAfter(page);
  const boxes = (await page.evaluate(
    `[...document.querySelectorAll('[data-testid=chart]')].map((chart) => {
      const { x, y, width, height } = chart.getBoundingClientRect();
      return { x, y, width, height };
    })`,
  )) as { x: number; y: number; width: number; height: number }[];
  const [first] = boxes;
  if (!first) throw new Error('there is no chart on the page');
  await page.mouse.move(first.x + 2, first.y + first.height / 2);
  await page.waitForTimeout(500);
  await page.evaluate(`(() => {
    globalThis.frames = [];
    const note = (time) => { globalThis.frames.push(time); requestAnimationFrame(note); };
    requestAnimationFrame(note);
  })()`);
  for (const { x, y, width, height } of boxes) {
    await page.mouse.move(x + 2, y + height / 2);
    await page.mouse.move(x + width - 2, y + height / 2, { steps: Math.ceil(width / POINTER_STEP) });
  }
  const times = (await page.evaluate('globalThis.frames')) as number[];
  await page.context().close();
  return times
    .slice(1)
    .map((time, i) => time - times[i]!)
    .sort((a, b) => a - b);
}

/** Milliseconds from the last byte of the values until they are drawn. */
export async function drawTime(browser: Browser, address: string, wanted: Wanted): Promise<number> {
  const page = await open(browser, wanted);
  await page.goto(address);
  const drawn = await drawnAfter(page);
  const there = (await page.evaluate(
    `Math.max(...performance.getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('/api/query')).map(({ responseEnd }) => responseEnd))`,
  )) as number;
  await page.context().close();
  return drawn - there;
}

/** Bytes of JavaScript, compressed, of the first look at a page. */
export async function scriptBytes(browser: Browser, address: string): Promise<number> {
  const scripts = await loadedScripts(browser, address);
  return scripts.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** What a page holds on to once everything that can go is gone. */
export interface Held {
  readonly megabytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

export async function held(cdp: CDPSession): Promise<Held> {
  // The second one takes what the first one's finalisers let go of.
  for (let i = 0; i < 2; i++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  return { megabytes: usedSize / 1e6, nodes, listeners: jsEventListeners };
}

export interface Growth {
  readonly updates: number;
  readonly states: readonly Held[];
}

/**
 * A live page, given a new second of points every second for so long. What it holds is noted `notes` times after the first
 * tenth of the time, which it needs to settle.
 */
export async function liveMemory(
  browser: Browser,
  address: string,
  wanted: Wanted,
  seconds: number,
  notes: number,
  sendSecond: () => Promise<void>,
): Promise<Growth> {
  const page = await open(browser, wanted);
  await page.goto(address);
  await drawnAfter(page);
  const cdp = await page.context().newCDPSession(page);
  const states: Held[] = [];
  const settled = Math.ceil(seconds / 10);
  const between = (seconds - settled) / (notes - 1);
  const began = performance.now();
  const firstEnd = await shownUntil(page);
  for (let second = 1; second <= seconds; second++) {
    await page.waitForTimeout(Math.max(0, began + second * 1000 - performance.now()));
    await sendSecond();
    if (second >= settled + states.length * between) states.push(await held(cdp));
  }
  const followed = (await shownUntil(page)) - firstEnd;
  await page.context().close();
  // A page that stopped following would hold nothing new, and the figure would mean nothing.
  if (followed < seconds - 10)
    throw new Error(`the page followed ${followed} s of ${seconds} s: the live stream has stopped`);
  return { updates: followed, states };
}

async function shownUntil(page: Page): Promise<number> {
  return Number(await page.getByTestId('chart').first().getAttribute('data-until'));
}
