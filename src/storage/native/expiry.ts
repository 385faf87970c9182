import type { Administration } from './administration.ts';
import type { EngineLog } from './engineOptions.ts';
import type { NativeEngine } from './nativeEngine.ts';
import { nameMatcher } from './selection.ts';
import { SeriesAges } from './seriesAges.ts';
import { Slices } from './slices.ts';

/** Series that match are deleted when they have had no point for so long. */
export interface ExpiryRule {
  /** As for selecting series: a glob, a name, or a branch ending in `.**`. */
  readonly pattern: string;
  readonly seconds: number;
}

/** Names told in the log. */
const NAMES_TOLD = 10;

/** Deletes series that nobody has written for as long as the first rule that their name matches says. */
export class Expiry {
  private readonly engine: NativeEngine;
  private readonly administration: Administration;
  private readonly log: EngineLog;
  private readonly rules: readonly {
    readonly matches: (name: Uint8Array) => boolean;
    readonly seconds: number;
  }[];
  private readonly shortest: number;
  private readonly ages: SeriesAges;

  /** Throws on a pattern that means nothing. */
  constructor(
    engine: NativeEngine,
    administration: Administration,
    rules: readonly ExpiryRule[],
    log: EngineLog,
  ) {
    this.engine = engine;
    this.administration = administration;
    this.log = log;
    this.rules = rules.map(({ pattern, seconds }) => ({
      matches: nameMatcher(pattern, engine.options.limits),
      seconds,
    }));
    this.shortest = Math.min(...rules.map(({ seconds }) => seconds));
    this.ages = new SeriesAges(engine.options.folder, Math.max(...rules.map(({ seconds }) => seconds)));
    if (rules.length > 0) this.ages.note(engine.registry.size, engine.nowSeconds());
  }

  /** Looks at all series once, in slices, and deletes those that are due; answers how many. */
  async run(): Promise<number> {
    if (this.rules.length === 0) return 0;
    const { registry } = this.engine;
    this.ages.note(registry.size, this.engine.nowSeconds());
    const slices = new Slices();
    const due: number[] = [];
    for (let series = 0; series < registry.size; series++) {
      if (this.isDue(series)) due.push(series);
      if (slices.due) await slices.pause();
    }
    if (due.length === 0) return 0;
    const names = due.slice(0, NAMES_TOLD).map((series) => registry.name(series));
    // A point may have come since.
    const deleted = await this.administration.deleteSeries(Uint32Array.from(due), (series) =>
      this.isDue(series),
    );
    if (deleted > 0)
      this.log.info('series without points for longer than the rules allow were deleted', {
        series: deleted,
        names: names.join(' '),
      });
    return deleted;
  }

  private isDue(series: number): boolean {
    const { engine } = this;
    if (!engine.registry.hasName(series)) return false;
    const now = engine.nowSeconds();
    const last = engine.lastPoint(series);
    if (now - last <= this.shortest) return false;
    const name = engine.registry.nameBytes(series);
    const rule = this.rules.find(({ matches }) => matches(name));
    if (rule === undefined || now - last <= rule.seconds) return false;
    // Old points may have been sent just now, to a series that is new.
    return this.ages.of(series, now, last === 0) > rule.seconds;
  }
}
