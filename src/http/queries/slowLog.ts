/** The last queries that took long, in memory and in the program's log. */
import type { SlowAnswer, SlowQuery } from '../../schema/queries.ts';
import type { Logger } from '../../telemetry/log.ts';

const KEPT = 100;

export class SlowLog {
  private readonly kept: SlowQuery[] = [];
  private readonly slowMilliseconds: number;
  private readonly log: Pick<Logger, 'warn'>;

  constructor(slowMilliseconds: number, log: Pick<Logger, 'warn'>) {
    this.slowMilliseconds = slowMilliseconds;
    this.log = log;
  }

  /** Keeps the query if it was slow, and tells whether it was. */
  add(query: SlowQuery): boolean {
    if (query.milliseconds < this.slowMilliseconds) return false;
    this.kept.push(query);
    if (this.kept.length > KEPT) this.kept.shift();
    const { id, asker, targets, targetCount, asked: _, ...figures } = query;
    this.log.warn('slow query', {
      request: id,
      client: `${asker.kind} ${asker.name}`,
      targets:
        targets.join(' & ') + (targetCount > targets.length ? ` & ${targetCount - targets.length} more` : ''),
      ...figures,
    });
    return true;
  }

  /** Newest first. */
  all(): SlowAnswer {
    return { slowMilliseconds: this.slowMilliseconds, queries: this.kept.toReversed() };
  }
}
