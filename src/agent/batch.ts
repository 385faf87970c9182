import type { Sink } from './collector.ts';

/** Points of one second; the same shape as a store's PointBatch. */
export interface AgentBatch {
  /** Seconds since 1970. */
  readonly seconds: number;
  /** The very same array from tick to tick while the set of metrics stays the same. */
  readonly names: readonly string[];
  /** One finite value a name; the receiver may keep it. */
  readonly values: Float64Array;
}

/** Gathers the values of one tick after the other. */
export interface BatchBuilder extends Sink {
  /** What was pushed since the last call; null when that was nothing. */
  take(seconds: number): AgentBatch | null;
}

export function createBatchBuilder(): BatchBuilder {
  /** Names of the last batch, which has been handed out and must not change any more. */
  let names: string[] = [];
  /** True once this tick's names differ from the last ones, and `names` is a copy of our own. */
  let own = true;
  let values = new Float64Array(256);
  let count = 0;

  const push = (name: string, value: number): void => {
    if (!Number.isFinite(value)) return;
    if (names[count] !== name) {
      if (!own) {
        names = names.slice(0, count);
        own = true;
      }
      names[count] = name;
    }
    if (count === values.length) {
      const larger = new Float64Array(values.length * 2);
      larger.set(values);
      values = larger;
    }
    values[count++] = value;
  };

  return {
    push,
    pushAll(group, groupValues) {
      for (let i = 0; i < group.length; i++) push(group[i]!, groupValues[i]!);
    },
    take(seconds) {
      if (count === 0) return null;
      if (names.length > count) names = names.slice(0, count);
      own = false;
      const batch = { seconds, names, values: values.slice(0, count) };
      count = 0;
      return batch;
    },
  };
}
