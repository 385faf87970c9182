import { renameAnswer } from '../../schema/metrics.ts';
import { headline, type MetricsSubCommand, more, seriesCount, twoNames } from './subCommand.ts';

export const merge: MetricsSubCommand = {
  parameters: 'FROM INTO [--yes]',
  about: 'Fill the gaps of series INTO with the points of FROM, then delete FROM.',
  changes: true,
  prepare(flags) {
    const [from, into] = twoNames(flags, ['FROM', 'INTO']);
    const dryRun = !flags.has('yes');
    return async (server) => {
      const answer = renameAnswer.parse(await server.post('/api/metrics/merge', { from, into, dryRun }));
      const count = seriesCount(answer.series);
      return {
        json: answer,
        text:
          answer.renames.map((one) => `${one.from} → ${one.to}\n`).join('') +
          more(answer.series, answer.renames.length) +
          headline(dryRun, `merge ${count}`, `Merged ${count}`),
      };
    };
  },
};
