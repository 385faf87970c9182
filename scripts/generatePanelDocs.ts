/** Writes docs/panels.md from the types of panels. A test of the web app fails while the page is stale. */
import { writeFileSync } from 'node:fs';

// By its address, so that the checks of the server's code do not take the browser's along.
const page = new URL('../web/src/panels/panelsPage.ts', import.meta.url).href;
const { panelsPage } = (await import(page)) as { panelsPage(): string };
writeFileSync(new URL('../docs/panels.md', import.meta.url), panelsPage());
