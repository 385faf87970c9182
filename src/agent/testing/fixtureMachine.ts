/** A machine made of files, for the tests of collectors: /proc and /sys below a temporary folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Collector, CollectorContext, CollectorType } from '../collector.ts';
import { openProcFile } from '../procFile.ts';

export interface FixtureMachine {
  readonly root: string;
  readonly context: CollectorContext;
  /** What collectors reported. */
  readonly warnings: string[];
  /** Milliseconds of the machine's clock; set it to let time pass. */
  clock: { ms: number };
  /** Writes files, by their paths below the root; null removes one. */
  write(files: Readonly<Record<string, string | null>>): void;
  remove(): void;
}

export function createFixtureMachine(files: Readonly<Record<string, string>> = {}): FixtureMachine {
  const root = mkdtempSync(join(tmpdir(), 'fixture-machine-'));
  const warnings: string[] = [];
  const clock = { ms: 1_000_000 };
  const machine: FixtureMachine = {
    root,
    warnings,
    clock,
    context: {
      root,
      prefix: '',
      open: (path) => openProcFile(join(root, path)),
      warn: (message, fields) => warnings.push(`${message} ${JSON.stringify(fields)}`),
      monotonic: () => clock.ms,
    },
    write(written) {
      for (const [path, text] of Object.entries(written)) {
        const file = join(root, path);
        mkdirSync(dirname(file), { recursive: true });
        // The same file is written over, as the kernel does: descriptors that are open see the new text.
        if (text === null) rmSync(file, { recursive: true, force: true });
        else writeFileSync(file, text);
      }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  machine.write(files);
  return machine;
}

/** Reads once, and returns the finite values by name. */
export function collect(collector: Collector, elapsedSeconds: number): Record<string, number> {
  const values: Record<string, number> = {};
  const push = (name: string, value: number): void => {
    if (Number.isFinite(value)) values[name] = value;
  };
  const pushAll = (names: readonly string[], all: Float64Array): void => {
    for (const [i, name] of names.entries()) push(name, all[i]!);
  };
  collector.collect({ push, pushAll }, elapsedSeconds);
  return values;
}

/** Creates a collector on a machine, and reads it once for each change: the first reading has no time before it. */
export function readings(
  type: CollectorType,
  machine: FixtureMachine,
  changes: readonly Readonly<Record<string, string | null>>[],
  elapsedSeconds = 1,
): Record<string, number>[] {
  const collector = type.create(machine.context);
  const found = changes.map((files, i) => {
    machine.write(files);
    machine.clock.ms += elapsedSeconds * 1000;
    return collect(collector, i === 0 ? Number.NaN : elapsedSeconds);
  });
  collector.close?.();
  return found;
}
