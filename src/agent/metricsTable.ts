/** docs/agent.md's table of metrics, from what the collectors declare. */
import { COLLECTORS } from './collectors/index.ts';

/** The lines of the page that surround the table. */
const BEGIN = '<!-- metrics: written by scripts/generateConfigDocs.ts -->';
const END = '<!-- end of metrics -->';

/** Every metric of every collector, in Markdown. */
export function metricsTable(): string {
  const sections = COLLECTORS.map(({ name, metrics }) => {
    const rows = metrics.map((metric) => `| \`${metric.name}\` | ${metric.unit} | ${metric.about} |`);
    return [`### ${name}`, '', '| metric | unit | meaning |', '| --- | --- | --- |', ...rows].join('\n');
  });
  return sections.join('\n\n');
}

/**
 * The page with its table as it should be.
 * @throws Error when the page has lost the lines between which the table stands
 */
export function withMetricsTable(page: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`docs/agent.md needs the lines "${BEGIN}" and "${END}"`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${metricsTable()}\n\n${page.slice(end)}`;
}
