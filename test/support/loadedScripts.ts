/** What a page costs to load: the JavaScript that comes over the wire. */
import type { Browser, Response } from 'playwright-core';
import { openPage } from './browser.ts';

export interface Script {
  readonly path: string;
  /** As it came, compressed. */
  readonly bytes: number;
  readonly encoding: string;
}

/** All JavaScript that a page fetches when it is opened first, with nothing in the cache, until it is quiet. */
export async function loadedScripts(browser: Browser, address: string): Promise<Script[]> {
  const { page } = await openPage(browser);
  const scripts: Promise<Script>[] = [];
  page.on('response', (response) => {
    if (isScript(response)) scripts.push(measure(response));
  });
  await page.goto(address);
  await page.waitForLoadState('load');
  // The live stream never ends, so "no traffic" would never come: the page is there and idle instead.
  await page.locator('main').first().waitFor();
  await page.waitForTimeout(1500);
  const measured = await Promise.all(scripts);
  await page.context().close();
  return measured;
}

function isScript(response: Response): boolean {
  return /javascript/.test(response.headers()['content-type'] ?? '');
}

async function measure(response: Response): Promise<Script> {
  await response.finished();
  const { responseBodySize } = await response.request().sizes();
  return {
    path: new URL(response.url()).pathname,
    bytes: responseBodySize,
    encoding: response.headers()['content-encoding'] ?? 'none',
  };
}
