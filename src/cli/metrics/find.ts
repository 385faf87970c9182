import { z } from 'zod';
import type { ServerSubCommand } from '../serverCommand.ts';
import { UsageError } from '../usageError.ts';

const expanded = z.object({ results: z.array(z.string()) });
const names = z.array(z.string());

export const find: ServerSubCommand = {
  parameters: 'PATTERN… [--active-since TIME] | --tag EXPR…',
  about:
    'Print the names of series that match globs such as hosts.*.load.1m, or tag expressions such as host=~web.*; with --active-since -1h only those with a point since then.',
  flags: { values: ['active-since'], lists: ['tag'] },
  changes: false,
  prepare(flags) {
    const { positionals } = flags;
    const expressions = flags.list('tag');
    const since = flags.value('active-since');
    if (positionals.length > 0 === expressions.length > 0) {
      throw new UsageError('find takes patterns, or --tag expressions');
    }
    if (since !== undefined && expressions.length > 0) {
      throw new UsageError('--active-since is for patterns, not for --tag');
    }
    return async (server) => {
      const found =
        expressions.length > 0
          ? names.parse(await server.get('/tags/findSeries', { expr: expressions }))
          : expanded.parse(
              await server.get('/metrics/expand', {
                query: positionals,
                leavesOnly: 1,
                ...(since === undefined ? {} : { activeOnly: 1, from: since }),
              }),
            ).results;
      return { json: found, text: found.map((name) => `${name}\n`).join('') };
    };
  },
};
