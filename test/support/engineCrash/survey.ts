/** Compares all that an engine answers of some series with what was written: right, missing or wrong. */
import type { StoredSeries } from '../../../src/model/series.ts';
import type { NativeEngine } from '../../../src/storage/native/nativeEngine.ts';
import type { FetchRequest } from '../../../src/storage/store.ts';
import { joined, SCHEMAS, type Slot, slotOf, timing } from './points.ts';

export interface WrittenSeries {
  readonly id: number;
  readonly name: string;
  /** All points that are on time after `from` and up to `to` were written. */
  readonly from: number;
  readonly to: number;
}

export interface Survey {
  right: number;
  /** Slots that lack their value or one of their rollups, in all and by archive. */
  missing: number;
  readonly missingAt: number[];
  /** Coarser values made of what is left of points some of which are missing. */
  partial: number;
  /** One text for each wrong value. */
  readonly wrong: string[];
}

const ROLLUPS = ['average', 'count', 'min', 'max', 'last', 'sum'] as const;
const LEVELS = SCHEMAS[0].archives;

/** Every archive over its whole reach, and every rollup of the coarser ones. */
export async function survey(
  engine: NativeEngine,
  now: number,
  all: readonly WrittenSeries[],
): Promise<Survey> {
  const result: Survey = { right: 0, missing: 0, missingAt: LEVELS.map(() => 0), partial: 0, wrong: [] };
  for (const series of all) await surveySeries(engine, now, series, result);
  return result;
}

async function surveySeries(
  engine: NativeEngine,
  now: number,
  series: WrittenSeries,
  result: Survey,
): Promise<void> {
  const truth = truthOf(series);
  /** Slots of the finer level that lack points. */
  let lacking = new Set<number>();
  for (const [level, { step, points }] of LEVELS.entries()) {
    const request = { pattern: series.name, from: now - step * points, until: now };
    const columns = await fetchColumns(engine, request, level);
    // A series that is lost altogether still has slots.
    const start = Math.floor(request.from / step) * step + step;
    const finer = lacking;
    const finerStep = LEVELS[level - 1]?.step ?? step;
    lacking = new Set();
    for (let i = 0; start + i * step <= now; i++) {
      const at = start + i * step;
      const slot = truth.slot(level, at);
      let partial = false;
      for (let fine = at; level > 0 && fine < at + step && !partial; fine += finerStep)
        partial = finer.has(fine);
      const found = columns.map((column) => column?.values[i] ?? Number.NaN);
      const verdict = judge(found, slot, partial);
      if (verdict !== 'wrong') result[verdict]++;
      else result.wrong.push(`${series.name} level ${level} at ${at}: ${found}, not ${rightOf(slot)}`);
      if (verdict === 'missing') result.missingAt[level]!++;
      if (verdict === 'missing' || verdict === 'partial') lacking.add(at);
    }
  }
}

/** The plain answer, and of coarser levels all rollups. */
async function fetchColumns(
  engine: NativeEngine,
  request: FetchRequest,
  level: number,
): Promise<(StoredSeries | undefined)[]> {
  const rollups = level === 0 ? [] : ROLLUPS;
  const answers = await engine.fetch([request, ...rollups.map((rollup) => ({ ...request, rollup }))]);
  return answers.map(([series]) => series);
}

/** What the columns have to be. */
function rightOf(slot: Slot): number[] {
  const { count, sum, min, max, last, average } = slot;
  return count === 0 ? Array(7).fill(Number.NaN) : [average, sum / count, count, min, max, last, sum];
}

function judge(
  found: readonly number[],
  slot: Slot,
  partial: boolean,
): 'right' | 'missing' | 'partial' | 'wrong' {
  const right = rightOf(slot);
  const known = found.filter((value) => !Number.isNaN(value)).length;
  if (slot.count === 0) return known === 0 ? 'right' : 'wrong';
  // Each rollup is a chunk of its own: one may be lost and the others right.
  const same = (value: number, i: number): boolean =>
    Number.isNaN(value) || Math.abs(value - right[i]!) <= 1e-9 * Math.abs(right[i]!);
  if (found.every(same)) return known === found.length ? 'right' : 'missing';
  if (!partial) return 'wrong';
  // Made of some of the points.
  const [average, mean, count, min, max, last] = found as [number, number, number, number, number, number];
  const beyond = [average, mean, min, max, last].some((value) => value < slot.min || value > slot.max);
  return beyond || count > slot.count ? 'wrong' : 'partial';
}

interface Truth {
  slot(level: number, from: number): Slot;
}

const truths = new Map<string, Truth>();

/** Worked out once for each series. */
function truthOf({ id, from, to }: WrittenSeries): Truth {
  const key = `${id} ${from} ${to}`;
  let truth = truths.get(key);
  if (truth === undefined) {
    const has = (second: number): boolean =>
      second > from && second <= to && timing(id, second) === 'on time';
    const slots = LEVELS.map(() => new Map<number, Slot>());
    const slot = (level: number, at: number): Slot => {
      let known = slots[level]!.get(at);
      if (known === undefined) {
        const { step } = LEVELS[level]!;
        known =
          level < 2
            ? slotOf(id, at, at + step, has)
            : joined(Array.from({ length: 60 }, (_, i) => slot(1, at + i * 60)));
        slots[level]!.set(at, known);
      }
      return known;
    };
    truth = { slot };
    truths.set(key, truth);
  }
  return truth;
}
