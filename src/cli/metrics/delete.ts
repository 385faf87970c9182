import { deleteAnswer } from '../../schema/metrics.ts';
import type { ServerSubCommand } from '../serverCommand.ts';
import { headline, more, patternsOf, seriesCount, sizeText } from './subCommand.ts';

/** `delete` alone is a word of the language. */
export const deleteSeries: ServerSubCommand = {
  parameters: 'PATTERN… [--yes]',
  about: 'Delete series with all their points, for good.',
  changes: true,
  prepare(flags) {
    const patterns = patternsOf(flags);
    const dryRun = !flags.has('yes');
    return async (server) => {
      const answer = deleteAnswer.parse(await server.post('/api/metrics/delete', { patterns, dryRun }));
      const { series, names, bytes } = answer;
      const freed = bytes > 0 ? `, ${sizeText(bytes)} on disk` : '';
      const what = `${seriesCount(series)}${freed}`;
      return {
        json: answer,
        text:
          series === 0
            ? 'No series match.\n'
            : names.map((name) => `${name}\n`).join('') +
              more(series, names.length) +
              headline(dryRun, `delete ${what}`, `Deleted ${what}`),
      };
    };
  },
};
