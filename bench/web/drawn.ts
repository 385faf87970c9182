/** Tells when charts are drawn, in the clock of the page. */
import type { Page } from 'playwright-core';

export interface Wanted {
  readonly charts: number;
  /** Values in each of them, all series together; gaps do not count. */
  readonly points: number;
}

/**
 * Watches every document that the page opens from now on. A chart says how many values it was given when it is put on the
 * page; it paints in the frame after that. So the moment is the end of the second frame after the last of them has said so:
 * up to a frame late, never early.
 */
export async function watchDrawing(page: Page, { charts, points }: Wanted): Promise<void> {
  await page.addInitScript(`globalThis.drawn = new Promise((done, fail) => {
    setTimeout(() => fail(new Error('not drawn within a minute')), 60_000);
    const look = () => {
      const full = [...document.querySelectorAll('[data-testid=chart]')]
        .filter((chart) => Number(chart.dataset.points) >= ${points});
      if (full.length < ${charts}) return requestAnimationFrame(look);
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
    };
    requestAnimationFrame(look);
  })`);
}

/** Milliseconds from the start of the navigation until everything was drawn. */
export function drawnAfter(page: Page): Promise<number> {
  return page.evaluate('globalThis.drawn');
}
