/** Plays a scenario on an engine in a fresh folder. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NativeEngine } from '../../src/storage/native/nativeEngine.ts';
import { openTestEngine } from '../support/testEngine.ts';
import type { Scenario, Step } from './scenarios.ts';

/** Steps that have an answer. */
export type AskedStep = Extract<Step, { kind: 'write' | 'fetch' }>;
type FetchStep = Extract<Step, { kind: 'fetch' }>;

/** The steps that have an answer, in order. */
export function askedSteps({ steps }: Scenario): AskedStep[] {
  return steps.filter((step): step is AskedStep => step.kind === 'write' || step.kind === 'fetch');
}

/** What the engine answers to each of {@link askedSteps}: 1 and 0 for points taken and refused, and what `fetch` answers. */
export async function playOnEngine<T>(
  scenario: Scenario,
  fetch: (engine: NativeEngine, name: string, step: FetchStep) => Promise<T>,
): Promise<(0 | 1 | T)[]> {
  // In memory, where there is such a folder: the engine syncs at every flush.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'plumbago-differential-'));
  let { now } = scenario;
  let refused = 0;
  const open = () =>
    openTestEngine(folder, {
      now: () => now,
      schemaOf: (name) => scenario.schemas[Number(name.slice(1))]!,
      refused: () => refused++,
    });
  let engine = open();
  const answers: (0 | 1 | T)[] = [];
  try {
    for (const step of scenario.steps) {
      switch (step.kind) {
        case 'clock':
          now = step.now;
          break;
        case 'write': {
          const before = refused;
          const { series, seconds, value } = step;
          engine.append({ seconds, names: [`s${series}`], values: Float64Array.of(value) });
          answers.push(refused === before ? 1 : 0);
          break;
        }
        case 'fetch':
          answers.push(await fetch(engine, `s${step.series}`, step));
          break;
        case 'reopen':
          await engine.close();
          engine = open();
          break;
        default:
          await engine[step.kind]();
      }
    }
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return answers;
}
