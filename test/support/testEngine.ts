import { inlineCompactor } from '../../src/storage/native/compactor.ts';
import type { NativeEngineOptions } from '../../src/storage/native/engineOptions.ts';
import { NativeEngine } from '../../src/storage/native/nativeEngine.ts';

/** A moment when the engines of tests live. */
export const NOW = 1_700_000_000;

const fail = (what: unknown): never => {
  throw new Error(`the engine reports: ${String(what)}`);
};

/**
 * An engine for tests: its own thread compacts, it flushes only when told to, its clock stands still, one archive of
 * 10 s slots. Whatever it reports as an error throws, unless the test listens itself.
 */
export function openTestEngine(folder: string, overrides: Partial<NativeEngineOptions> = {}): NativeEngine {
  return new NativeEngine({
    folder,
    schemaOf: () => ({ archives: [{ step: 10, points: 100_000 }], aggregation: 'average', xFilesFactor: 0 }),
    limits: {
      maxNameBytes: 1000,
      maxNameDepth: 50,
      maxSeries: 1000,
      maxNewSeriesPerMinute: 0,
      prefixLimits: [],
    },
    walSync: 'never',
    walMaxBytes: 1e12,
    flushAfterSeconds: 1e9,
    flushAfterBytes: 1e12,
    now: () => NOW,
    compactor: inlineCompactor((file) => fail(`a chunk of ${file} is damaged`)),
    log: { info() {}, warn() {}, error: fail },
    refused: fail,
    writable: (is) => is || fail('the disk refuses writes'),
    ...overrides,
  });
}
