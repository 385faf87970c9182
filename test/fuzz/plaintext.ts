/**
 * `npm run fuzz:plaintext [-- --seconds 60] [--seed N]`: random and mutated bytes, cut anywhere, through the plaintext
 * parser into a real engine on disk. It fails when anything throws, when a good line between two pieces of garbage is
 * not stored, when the log does not give back what was stored, or when memory grows with what was sent.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PlaintextParser } from '../../src/protocol/plaintext.ts';
import type { NativeEngine } from '../../src/storage/native/nativeEngine.ts';
import { seededRandom } from '../support/random.ts';
import { NOW, openTestEngine } from '../support/testEngine.ts';

const MAX_LINE = 4096;
const MAX_SERIES = 20_000;
/** What may be alive between two rounds, a few times what the bounded number of series needs; growth passes it soon. */
const MAX_LIVE_BYTES = 400 * 1024 * 1024;

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
  },
});
const random = seededRandom(Number(options.seed));
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const upTo = (n: number): number => Math.floor(random() * n);

const WORDS = [
  'a',
  'servers',
  'web01',
  '.',
  '..',
  ';',
  '=',
  ' ',
  '\t',
  '\r',
  '\n',
  '\0',
  '-1',
  'N',
  'nan',
  'inf',
  '0x1p-3',
  '1e308',
  '-0',
  '.5',
  'ü',
  '{',
  '*',
  '~',
];

function randomBytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, () => upTo(256));
}

/** Garbage that looks more or less like lines. */
function garbage(): Uint8Array {
  switch (upTo(5)) {
    case 0:
      return randomBytes(upTo(300));
    case 1:
      return Buffer.from(Array.from({ length: upTo(60) }, () => pick(WORDS)).join(''));
    case 2:
      return Buffer.alloc(upTo(3 * MAX_LINE), pick(['x', ' ', '.', ';', '9', 'a.']));
    case 3: {
      const line = Buffer.from(`servers.web${upTo(100)}.cpu.user ${random() * 100} ${NOW - upTo(100)}`);
      for (let i = upTo(4); i > 0; i--) line[upTo(line.length)] = upTo(256);
      return line;
    }
    default:
      return Buffer.from(
        `${'9'.repeat(upTo(400))}.${'9'.repeat(upTo(400))} ${'1'.repeat(upTo(50))}e${upTo(500)} ${upTo(2 ** 40)}`,
      );
  }
}

function open(folder: string): NativeEngine {
  return openTestEngine(folder, {
    schemaOf: () => ({ archives: [{ step: 1, points: 86_400 }], aggregation: 'average', xFilesFactor: 0 }),
    limits: {
      maxNameBytes: 1000,
      maxNameDepth: 50,
      maxSeries: MAX_SERIES,
      maxNewSeriesPerMinute: 0,
      prefixLimits: [],
    },
    refused() {},
  });
}

function fail(what: unknown): never {
  console.error(`seed ${options.seed}: ${String(what)}`);
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'plumbago-fuzz-'));
const until = performance.now() + Number(options.seconds) * 1000;
let bytesSent = 0;
let goodLines = 0;
let rounds = 0;
try {
  while (performance.now() < until) {
    rounds++;
    const engine = open(folder);
    /** Slot to value of the good lines of this round. */
    const good = new Map<number, number>();
    const parser = new PlaintextParser(engine, MAX_LINE);
    const roundEnd = Math.min(until, performance.now() + 2000);
    while (performance.now() < roundEnd) {
      const parts: Uint8Array[] = [];
      for (let i = 0; i < 50; i++) {
        const seconds = NOW - upTo(3000);
        const value = Math.round(random() * 1e6) / 100;
        good.set(seconds, value);
        parts.push(garbage(), Buffer.from(`\nthe.good.one ${value} ${seconds}\n`));
        goodLines++;
      }
      const bytes = Buffer.concat(parts);
      bytesSent += bytes.length;
      for (let at = 0; at < bytes.length; ) {
        const end = Math.min(bytes.length, at + 1 + upTo(random() < 0.5 ? 10 : 5000));
        parser.push(bytes, at, end);
        at = end;
      }
      engine.commit();
    }
    parser.end({ complete: false });
    await compare(engine, good);
    if (random() < 0.5) await engine.flush();
    await engine.close();
    const again = open(folder);
    await compare(again, good);
    await again.close();
    const live = liveBytes();
    if (live > MAX_LIVE_BYTES) fail(`memory has grown to ${live} bytes`);
  }
} catch (error) {
  fail((error as Error).stack);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  `seed ${options.seed}: ${rounds} rounds, ${(bytesSent / 1e6).toFixed(1)} MB, ${goodLines} good lines, all stored; ` +
    `${Math.round(liveBytes() / 1e6)} MB alive at the end`,
);

/** Bytes in use once the garbage is gone; `--expose-gc` is part of the command. */
function liveBytes(): number {
  if (globalThis.gc === undefined) fail('start me with "npm run fuzz:plaintext", or node --expose-gc');
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function compare(engine: NativeEngine, good: ReadonlyMap<number, number>): Promise<void> {
  const series = engine.fetch([{ pattern: 'the.good.one', from: NOW - 3001, until: NOW }])[0]![0];
  if (series === undefined) fail('the good series is not there');
  for (const [seconds, value] of good) {
    const found = series.values[seconds - series.start];
    if (found !== value) fail(`at ${seconds} there is ${found}, not ${value}`);
  }
}
