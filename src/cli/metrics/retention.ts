import { parseRetentions } from '../../config/retentions.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { SeriesSchema } from '../../model/retention.ts';
import { describeAnswer, type RetentionAnswer, retentionAnswer, seriesSchema } from '../../schema/metrics.ts';
import { CommandFailure } from '../commandFailure.ts';
import type { ParsedFlags } from '../parseFlags.ts';
import type { ServerSubCommand, ServerWork } from '../serverCommand.ts';
import type { ServerConnection } from '../serverConnection.ts';
import { textTable } from '../textTable.ts';
import { UsageError } from '../usageError.ts';
import { headline, seriesCount, sizeText } from './subCommand.ts';

const ACTIONS = ['set', 'reset', 'apply'] as const;
/** Series looked at to find out what aggregation they have now. */
const LOOKED_AT = 10_000;

export const retention: ServerSubCommand = {
  parameters:
    'set PATTERN… --retentions 10s:6h,1m:7d [--aggregation METHOD] [--x-files-factor N] [--yes] | reset PATTERN… [--yes] | apply [--yes]',
  about:
    'Keep series longer or shorter: set it for some, reset them to what the configuration says, or apply the configuration (read again) to all others.',
  flags: { values: ['retentions', 'aggregation', 'x-files-factor'] },
  changes: true,
  prepare(flags) {
    const [action = '', ...patterns] = flags.positionals;
    const dryRun = !flags.has('yes');
    if (action !== 'set') {
      const extra = ['retentions', 'aggregation', 'x-files-factor'].find((name) => flags.has(name));
      if (extra !== undefined) throw new UsageError(`--${extra} belongs to "retention set"`);
    }
    switch (action) {
      case 'set': {
        requirePatterns(action, patterns);
        const wanted = wantedSchema(flags);
        return report(dryRun, async (server) =>
          server.post('/api/metrics/retention', {
            patterns,
            schema: await completed(wanted, patterns, server),
            dryRun,
          }),
        );
      }
      case 'reset':
        requirePatterns(action, patterns);
        return report(dryRun, (server) =>
          server.post('/api/metrics/retention', { patterns, schema: null, dryRun }),
        );
      case 'apply':
        if (patterns.length > 0)
          throw new UsageError('retention apply takes no patterns; it is about all series');
        return report(dryRun, (server) => server.post('/api/metrics/retention/apply', { dryRun }));
      default: {
        const hint = didYouMean(action, ACTIONS);
        throw new UsageError(
          action === ''
            ? 'retention wants set, reset or apply'
            : `"retention ${action}" is not one of ${ACTIONS.join(', ')}${hint === undefined ? '' : `; ${hint}`}`,
        );
      }
    }
  },
};

type Wanted = Pick<SeriesSchema, 'archives'> & Partial<Omit<SeriesSchema, 'archives'>>;

function requirePatterns(action: string, patterns: readonly string[]): void {
  if (patterns.length === 0) throw new UsageError(`retention ${action} wants a PATTERN`);
}

function wantedSchema(flags: ParsedFlags): Wanted {
  const text = flags.value('retentions');
  if (text === undefined) throw new UsageError('retention set wants --retentions, such as 10s:6h,1m:7d');
  let archives: SeriesSchema['archives'];
  try {
    archives = parseRetentions(text);
  } catch (cause) {
    throw new UsageError(`--retentions: ${(cause as Error).message}`, { cause });
  }
  const { aggregation: methods, xFilesFactor: share } = seriesSchema.shape;
  const method = flags.value('aggregation');
  const aggregation = method === undefined ? undefined : methods.safeParse(method).data;
  if (method !== undefined && aggregation === undefined) {
    throw new UsageError(`--aggregation is one of ${methods.options.join(', ')}, not "${method}"`);
  }
  const factor = flags.value('x-files-factor');
  const xFilesFactor = factor === undefined ? undefined : share.safeParse(Number(factor)).data;
  if (factor !== undefined && xFilesFactor === undefined) {
    throw new UsageError(`--x-files-factor is a number from 0 to 1, not "${factor}"`);
  }
  return {
    archives,
    ...(aggregation === undefined ? {} : { aggregation }),
    ...(xFilesFactor === undefined ? {} : { xFilesFactor }),
  };
}

/** What was not said stays as it is, provided that it is the same for all of the series. */
async function completed(
  { archives, aggregation, xFilesFactor }: Wanted,
  patterns: readonly string[],
  server: ServerConnection,
): Promise<SeriesSchema> {
  if (aggregation !== undefined && xFilesFactor !== undefined) return { archives, aggregation, xFilesFactor };
  const answer = describeAnswer.parse(
    await server.get('/api/metrics/describe', { pattern: patterns, limit: LOOKED_AT }),
  );
  const schemas = answer.series.map(({ schema }) => schema);
  if (schemas.length === 0) throw new CommandFailure('no series match');
  if (answer.truncated) {
    throw new CommandFailure(
      `these are more than ${seriesCount(LOOKED_AT)}: say --aggregation and --x-files-factor too`,
    );
  }
  return {
    archives,
    aggregation:
      aggregation ??
      onlyOne(
        'aggregation',
        schemas.map((schema) => schema.aggregation),
      ),
    xFilesFactor:
      xFilesFactor ??
      onlyOne(
        'x-files-factor',
        schemas.map((schema) => schema.xFilesFactor),
      ),
  };
}

function onlyOne<T>(flag: string, values: readonly T[]): T {
  const different = [...new Set(values)];
  if (different.length === 1) return different[0];
  throw new CommandFailure(
    `the series differ in it (${different.join(', ')}), so say --${flag}, or choose fewer series`,
  );
}

function report(dryRun: boolean, ask: (server: ServerConnection) => Promise<unknown>): ServerWork {
  return async (server) => {
    const answer = retentionAnswer.parse(await ask(server));
    return { json: answer, text: reportText(dryRun, answer) };
  };
}

function reportText(dryRun: boolean, answer: RetentionAnswer): string {
  const { series, pointsBefore, pointsAfter, bytesBefore, bytesAfter, changes } = answer;
  if (series === 0) return 'Nothing changes: all series are kept like this already.\n';
  const rows = changes.map(({ from, to, series: count, example }) => [
    count.toLocaleString('en-US'),
    from,
    to,
    example,
  ]);
  const number = (value: number) => value.toLocaleString('en-US');
  return (
    textTable(['SERIES', 'FROM', 'TO', 'FOR EXAMPLE'], rows) +
    `Values stored: ${number(pointsBefore)}, then about ${number(pointsAfter)}. ` +
    `On disk: ${sizeText(bytesBefore)}, then about ${sizeText(bytesAfter)}.\n` +
    headline(
      dryRun,
      `change ${seriesCount(series)}`,
      `Changed ${seriesCount(series)}; what is stored follows in the background`,
    )
  );
}
