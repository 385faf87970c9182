import { renameAnswer } from '../../schema/metrics.ts';
import { headline, type MetricsSubCommand, more, seriesCount, twoNames } from './subCommand.ts';

export const rename: MetricsSubCommand = {
  parameters: 'FROM TO [--yes]',
  about: 'Rename a series, or a branch with all below it, history included. TO must not exist.',
  changes: true,
  prepare(flags) {
    const [from, to] = twoNames(flags, ['FROM', 'TO']);
    const dryRun = !flags.has('yes');
    return async (server) => {
      const answer = renameAnswer.parse(await server.post('/api/metrics/rename', { from, to, dryRun }));
      const count = seriesCount(answer.series);
      return {
        json: answer,
        text:
          answer.renames.map((one) => `${one.from} → ${one.to}\n`).join('') +
          more(answer.series, answer.renames.length) +
          headline(dryRun, `rename ${count}`, `Renamed ${count}`),
      };
    };
  },
};
