import { formatRetentions } from '../../config/retentions.ts';
import { describeAnswer } from '../../schema/metrics.ts';
import type { ServerSubCommand } from '../serverCommand.ts';
import { textTable } from '../textTable.ts';
import { limitOf, patternsOf } from './subCommand.ts';
import { timeText } from './timeText.ts';

export const describe: ServerSubCommand = {
  parameters: 'PATTERN… [--limit 100]',
  about:
    'Print how series are kept, when they got their first and last points, and when a query last read them.',
  flags: { values: ['limit'] },
  changes: false,
  prepare(flags) {
    const pattern = patternsOf(flags);
    const limit = limitOf(flags, 100);
    return async (server) => {
      const answer = describeAnswer.parse(await server.get('/api/metrics/describe', { pattern, limit }));
      const rows = answer.series.map(({ name, schema, pinned, firstPoint, lastPoint, lastAsked }) => [
        name,
        formatRetentions(schema.archives),
        `${schema.aggregation} ${schema.xFilesFactor}`,
        pinned ? 'itself' : 'configuration',
        timeText(firstPoint),
        timeText(lastPoint),
        timeText(lastAsked),
      ]);
      const head = ['NAME', 'RETENTIONS', 'AGGREGATION', 'SET FOR', 'FIRST POINT', 'LAST POINT', 'LAST READ'];
      const table = rows.length === 0 ? 'No series match.\n' : textTable(head, rows);
      return { json: answer, text: answer.truncated ? `${table}… and more: raise --limit\n` : table };
    };
  },
};
