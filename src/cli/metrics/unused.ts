import { unusedAnswer } from '../../schema/metrics.ts';
import { parseDuration } from '../duration.ts';
import type { ServerSubCommand } from '../serverCommand.ts';
import { textTable } from '../textTable.ts';
import { UsageError } from '../usageError.ts';
import { limitOf } from './subCommand.ts';
import { timeText } from './timeText.ts';

export const unused: ServerSubCommand = {
  parameters: '[PATTERN…] [--silent TIME] [--unasked TIME|never] [--limit 1000]',
  about:
    'Print series without a point for so long, or that no query has read for so long (30d, 6h …); with both flags, those that are both.',
  flags: { values: ['silent', 'unasked', 'limit'] },
  changes: false,
  prepare(flags) {
    const [silentText, unaskedText] = [flags.value('silent'), flags.value('unasked')];
    if (silentText === undefined && unaskedText === undefined) {
      throw new UsageError('unused wants --silent, --unasked or both, such as --silent 30d');
    }
    const silent = silentText === undefined ? undefined : parseDuration('--silent', silentText);
    const unasked =
      unaskedText === undefined || unaskedText === 'never'
        ? unaskedText
        : parseDuration('--unasked', unaskedText);
    const limit = limitOf(flags, 1000);
    const pattern = flags.positionals;
    return async (server) => {
      const answer = unusedAnswer.parse(
        await server.get('/api/metrics/unused', { pattern, silent, unasked, limit }),
      );
      const rows = answer.series.map(({ name, lastPoint, lastAsked }) => [
        name,
        timeText(lastPoint),
        timeText(lastAsked),
      ]);
      const table =
        rows.length === 0 ? 'No series are unused.\n' : textTable(['NAME', 'LAST POINT', 'LAST READ'], rows);
      return { json: answer, text: answer.truncated ? `${table}… and more: raise --limit\n` : table };
    };
  },
};
