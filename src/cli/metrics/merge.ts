import type { ServerSubCommand } from '../serverCommand.ts';
import { askForRenames, twoNames } from './subCommand.ts';

export const merge: ServerSubCommand = {
  parameters: 'FROM INTO [--yes]',
  about: 'Fill the gaps of series INTO with the points of FROM, then delete FROM.',
  changes: true,
  prepare(flags) {
    const [from, into] = twoNames(flags, ['FROM', 'INTO']);
    const dryRun = !flags.has('yes');
    return (server) => askForRenames(server, '/api/metrics/merge', { from, into, dryRun }, 'merge', 'Merged');
  },
};
