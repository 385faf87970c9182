/** Puts generated text into docs/performance.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../test/support/runProgram.ts';

const PAGE = join(ROOT, 'docs/performance.md');

/** Replaces what stands between the two markers of a command's results. */
export function writePerformancePage(
  markdown: string,
  command: 'bench:storage' | 'bench:queries' | 'bench:web',
): void {
  const beginMark = `<!-- npm run ${command} -- --write: begin -->`;
  const endMark = `<!-- npm run ${command} -- --write: end -->`;
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = [page.indexOf(beginMark), page.indexOf(endMark)];
  if (begin < 0 || end < begin) throw new Error(`${PAGE} lacks the lines ${beginMark} and ${endMark}`);
  writeFileSync(PAGE, `${page.slice(0, begin)}${beginMark}\n\n${markdown.trim()}\n\n${page.slice(end)}`);
}
