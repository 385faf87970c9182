/** Puts generated text into docs/performance.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../test/support/runProgram.ts';

const PAGE = join(ROOT, 'docs/performance.md');
const BEGIN = '<!-- npm run bench:storage -- --write: begin -->';
const END = '<!-- npm run bench:storage -- --write: end -->';

/** Replaces what stands between the two markers of the page. */
export function writePerformancePage(markdown: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${PAGE} lacks the lines ${BEGIN} and ${END}`);
  writeFileSync(PAGE, `${page.slice(0, begin)}${BEGIN}\n\n${markdown.trim()}\n\n${page.slice(end)}`);
}
