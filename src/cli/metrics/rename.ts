import type { ServerSubCommand } from '../serverCommand.ts';
import { askForRenames, twoNames } from './subCommand.ts';

export const rename: ServerSubCommand = {
  parameters: 'FROM TO [--yes]',
  about: 'Rename a series, or a branch with all below it, history included. TO must not exist.',
  changes: true,
  prepare(flags) {
    const [from, to] = twoNames(flags, ['FROM', 'TO']);
    const dryRun = !flags.has('yes');
    return (server) =>
      askForRenames(server, '/api/metrics/rename', { from, to, dryRun }, 'rename', 'Renamed');
  },
};
