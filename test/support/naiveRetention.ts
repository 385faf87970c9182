/**
 * The obvious model of one series under changing schemas: a Map of slots for each level, and loops over them. Of xFilesFactor it
 * knows nothing: it is 0 throughout.
 */
import type { AggregationMethod, SeriesSchema } from '../../src/model/retention.ts';

/** What a slot holds. `own`: there is at least one value that was not repeated from a coarser grid. */
export interface NaiveSlot {
  readonly own: boolean;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly count: number;
  readonly last: number;
}

type Level = Map<number, NaiveSlot>;

export class NaiveRetention {
  schema: SeriesSchema;
  private readonly now: number;
  /** Written at a level itself. */
  private points: Level[];
  /** What the last change made of what there was. */
  private made: Level[];

  constructor(schema: SeriesSchema, now: number) {
    this.schema = schema;
    this.now = now;
    this.points = schema.archives.map(() => new Map());
    this.made = schema.archives.map(() => new Map());
  }

  write(seconds: number, value: number): void {
    const age = this.now - seconds;
    const level = this.schema.archives.findIndex(({ step, points }) => step * points >= age);
    const { step } = this.schema.archives[level]!;
    this.points[level]!.set(Math.floor(seconds / step), single(value, true));
  }

  /** What is known of a slot of a level. */
  at(level: number, slot: number): NaiveSlot | undefined {
    const direct = this.points[level]!.get(slot);
    if (direct !== undefined) return direct;
    if (level > 0) {
      const { archives, aggregation } = this.schema;
      const ratio = archives[level]!.step / archives[level - 1]!.step;
      const finer = this.known(level - 1, slot * ratio, (slot + 1) * ratio);
      if (finer.some(({ own }) => own)) return { ...combine(finer, aggregation, ratio), own: true };
    }
    return this.made[level]!.get(slot);
  }

  change(to: SeriesSchema): void {
    const made = to.archives.map(({ step }, i) => {
      const level: Level = new Map();
      const coarser = to.archives[i + 1]?.step;
      const first = Math.floor((this.now - 200_000) / step);
      for (let slot = first; slot <= this.now / step; slot++) {
        const content = this.madeOf(slot, step, coarser, to);
        if (content !== undefined) level.set(slot, content);
      }
      return level;
    });
    // The finest level knows values alone, and so it is with values that were repeated.
    this.made = made.map(
      (level, i) =>
        new Map(
          [...level].map(([slot, content]) => [
            slot,
            content.own && i > 0 ? content : single(content.value, content.own),
          ]),
        ),
    );
    this.points = to.archives.map(() => new Map());
    this.schema = to;
  }

  /** The second from which archive `level` gives values of this step: see `beginOf` of regrid.ts. */
  private beginOf(level: number, step: number, coarser: number | undefined): number {
    const { archives } = this.schema;
    const archive = archives[level]!;
    const begin = Math.ceil((this.now - archive.step * archive.points) / step) * step;
    const older = archives[level + 1];
    const mixed = archive.step <= step && older !== undefined && older.step > step && coarser !== undefined;
    return mixed ? Math.ceil(begin / coarser) * coarser : begin;
  }

  private madeOf(
    slot: number,
    step: number,
    coarser: number | undefined,
    to: SeriesSchema,
  ): NaiveSlot | undefined {
    const { archives, aggregation } = this.schema;
    let repeated: NaiveSlot | undefined;
    let made: NaiveSlot | undefined;
    for (let level = archives.length - 1; level >= 0; level--) {
      const source = archives[level]!;
      if (slot * step < this.beginOf(level, step, coarser)) continue;
      if (source.step > step) {
        // Gaps of a finer archive are not filled with what a coarser one made of their neighbours.
        if (level > 0 && slot * step >= this.beginOf(level - 1, step, coarser)) continue;
        const found = this.at(level, Math.floor((slot * step) / source.step));
        const share = aggregation === 'sum' ? source.step / step : 1;
        if (found !== undefined) repeated = { ...single(found.value / share, false), count: 0 };
        continue;
      }
      const from = Math.ceil((slot * step) / source.step);
      const until = Math.ceil(((slot + 1) * step) / source.step);
      const finer = this.known(level, from, until);
      if (finer.length === 0) continue;
      const own = finer.some((each) => each.own);
      if (made?.own && !own) continue;
      made = { ...(source.step === step ? finer[0]! : combine(finer, to.aggregation, until - from)), own };
    }
    return made ?? repeated;
  }

  private known(level: number, from: number, until: number): NaiveSlot[] {
    const slots: NaiveSlot[] = [];
    for (let slot = from; slot < until; slot++) {
      const found = this.at(level, slot);
      if (found !== undefined) slots.push(found.count === 0 ? { ...found, count: 1 } : found);
    }
    return slots;
  }
}

function single(value: number, own: boolean): NaiveSlot {
  return { own, value, min: value, max: value, sum: value, count: 1, last: value };
}

function combine(
  slots: readonly NaiveSlot[],
  method: AggregationMethod,
  width: number,
): Omit<NaiveSlot, 'own'> {
  const values = slots.map(({ value }) => value);
  const sum = values.reduce((total, value) => total + value, 0);
  const value = {
    average: sum / values.length,
    sum,
    last: values.at(-1)!,
    max: Math.max(...values),
    min: Math.min(...values),
    avg_zero: sum / width,
    absmax: values.reduce((best, each) => (Math.abs(each) > Math.abs(best) ? each : best)),
    absmin: values.reduce((best, each) => (Math.abs(each) < Math.abs(best) ? each : best)),
  }[method];
  return {
    value,
    min: Math.min(...slots.map(({ min }) => min)),
    max: Math.max(...slots.map(({ max }) => max)),
    sum: slots.reduce((total, slot) => total + slot.sum, 0),
    count: slots.reduce((total, slot) => total + slot.count, 0),
    last: slots.at(-1)!.last,
  };
}
