/** Questions to the charts of a page. */
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';

export function chartOf(page: Page, panel: string): Locator {
  return page.locator(`[data-testid=chart][data-panel="${panel}"]`);
}

export interface ChartState {
  /** Values of the series that are shown, gaps not counted. */
  readonly points: number;
  /** Seconds since 1970. */
  readonly from: number;
  readonly until: number;
}

export async function chartState(chart: Locator): Promise<ChartState> {
  const number = async (name: string) => Number(await chart.getAttribute(`data-${name}`));
  return { points: await number('points'), from: await number('from'), until: await number('until') };
}

/** Waits for a chart that has so many values at least, and answers how it stands. */
export async function drawn(chart: Locator, points = 2): Promise<ChartState> {
  await chart.scrollIntoViewIfNeeded();
  const state = await eventually(
    () => chartState(chart),
    (found) => found.points >= points,
  );
  await twoFrames(chart.page());
  return state;
}

/** A chart paints in the frame after its data have come. */
export async function twoFrames(page: Page): Promise<void> {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

/** What a chart has on its canvases, in CSS pixels. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue (0 to 255) and how much of it is there (0 to 255). */
  at(x: number, y: number): readonly [red: number, green: number, blue: number, alpha: number];
}

export async function pixelsOf(chart: Locator): Promise<Pixels> {
  await twoFrames(chart.page());
  const { width, height, base64 } = await chart.evaluate((element) => {
    const canvases = [...element.querySelectorAll('canvas')].filter((canvas) => canvas.width > 0);
    const sheet = element.ownerDocument.createElement('canvas');
    sheet.width = canvases[0]!.width;
    sheet.height = canvases[0]!.height;
    // Read from a copy: Chromium warns about the app's own canvas when somebody reads it more than once.
    const copy = sheet.getContext('2d', { willReadFrequently: true })!;
    for (const canvas of canvases) copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, sheet.width, sheet.height);
    let text = '';
    for (let i = 0; i < data.length; i += 8192)
      text += String.fromCharCode(...(data.subarray(i, i + 8192) as unknown as number[]));
    return { width: sheet.width, height: sheet.height, base64: btoa(text) };
  });
  const data = Buffer.from(base64, 'base64');
  return {
    width,
    height,
    at(x, y) {
      const i = (Math.round(y) * width + Math.round(x)) * 4;
      return [data[i]!, data[i + 1]!, data[i + 2]!, data[i + 3]!];
    },
  };
}
