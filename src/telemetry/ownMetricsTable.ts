/** docs/telemetry.md's table of series, from what the code declares. */
import { NAMED_BY_EVENTS, OWN_METRICS } from './ownMetrics.ts';

/** The lines of the page that surround the table. */
const BEGIN = '<!-- series: written by scripts/generateConfigDocs.ts -->';
const END = '<!-- end of series -->';

/**
 * The page with its table as it should be.
 * @throws Error when the page has lost the lines between which the table stands
 */
export function withOwnMetricsTable(page: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`docs/telemetry.md needs the lines "${BEGIN}" and "${END}"`);
  const rows = [...OWN_METRICS, ...NAMED_BY_EVENTS].map(
    ({ name, unit, about }) => `| \`${name}\` | ${unit} | ${about} |`,
  );
  const table = ['| series | unit | meaning |', '| --- | --- | --- |', ...rows].join('\n');
  return `${page.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${page.slice(end)}`;
}
