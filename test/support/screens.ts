/** Looks at a page as people do: wide and on a phone, dark and light. */
import type { Page } from 'playwright-core';
import { artefact } from './artefacts.ts';
import { seriousFindings } from './browser.ts';

const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

/**
 * Takes a picture of the page at each width in each theme (`NAME-1440-dark.png` …) and answers what is wrong: serious
 * findings of axe, and a page that is wider than its window. The page is wide and dark again afterwards.
 */
export async function lookAt(page: Page, name: string): Promise<string[]> {
  const findings: string[] = [];
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // Two frames: the theme's observers draw the charts anew in the first.
      await page.evaluate(
        'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 300))))',
      );
      const label = `${name}-${size.width}-${colorScheme}`;
      await page.screenshot({ path: artefact(`${label}.png`) });
      findings.push(...(await seriousFindings(page)).map((finding) => `${label}: ${finding}`));
      const overhang = (await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )) as number;
      if (overhang > 0) findings.push(`${label}: the page is ${overhang} px wider than its window`);
    }
  }
  await page.setViewportSize(WIDTHS[0]);
  return findings;
}
