import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOW, openTestEngine } from '../../../test/support/testEngine.ts';
import { Administration } from './administration.ts';
import { Expiry, type ExpiryRule } from './expiry.ts';
import type { NativeEngine } from './nativeEngine.ts';

const log = { info() {}, warn() {}, error() {} };

let folder: string;
let engine: NativeEngine;
let now: number;

beforeEach(() => {
  now = NOW;
  folder = mkdtempSync(join(tmpdir(), 'plumbago-expiry-'));
  engine = openTestEngine(folder, { now: () => now });
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, seconds: number): void {
  engine.append({ seconds, names: [name], values: Float64Array.of(1) });
}

const names = (): string[] => engine.registry.tree.names(null, 1000);

function expiry(...rules: ExpiryRule[]): Expiry {
  return new Expiry(engine, new Administration(engine), rules, log);
}

describe('expiry', () => {
  test('deletes what is silent for longer than the first rule that matches says', async () => {
    for (const name of ['hosts.a.cpu', 'hosts.b.cpu', 'hosts.keep.cpu', 'other']) write(name, NOW - 100);
    write('hosts.b.cpu', NOW);
    await engine.flush();
    const rules = expiry(
      { pattern: 'hosts.keep.**', seconds: 1e9 },
      { pattern: 'hosts.**', seconds: 3600 },
      { pattern: 'other;x=1', seconds: 1 },
    );
    expect(await rules.run()).toBe(0);
    now += 3540;
    expect(await rules.run()).toBe(1);
    expect(names()).toEqual(['hosts.b.cpu', 'hosts.keep.cpu', 'other']);
    now += 100;
    expect(await rules.run()).toBe(1);
    expect(await rules.run()).toBe(0);
    expect(names()).toEqual(['hosts.keep.cpu', 'other']);
  });

  test('a new series that was sent old points is not old', async () => {
    write('before', NOW - 7200);
    let rules = expiry({ pattern: '*', seconds: 3600 });
    write('backfilled', NOW - 7200);
    expect(await rules.run()).toBe(1);
    expect(names()).toEqual(['backfilled']);
    await engine.close();
    engine = openTestEngine(folder, { now: () => now });
    rules = expiry({ pattern: '*', seconds: 3600 });
    expect(await rules.run()).toBe(0);
    now += 3601;
    expect(await rules.run()).toBe(1);
    expect(names()).toEqual([]);
  });

  test('without rules it looks at nothing', async () => {
    write('a', NOW - 7200);
    expect(await expiry().run()).toBe(0);
  });

  test('a series of which nothing is known waits for as long as it must', async () => {
    write('a', NOW - 100);
    engine.tail.remove(0);
    const rules = expiry({ pattern: 'a', seconds: 3600 });
    now += 3600;
    expect(await rules.run()).toBe(0);
    now += 1;
    expect(await rules.run()).toBe(1);
  });
});
