import { expect, test } from 'vitest';
import { IngestCounters } from './ingestCounters.ts';

const silent = { info() {}, warn() {}, error() {} };

function count(lines: readonly string[]) {
  const counters = new IngestCounters(silent);
  for (const line of lines) counters.refuse('bad-line', line);
  counters.flush();
  return counters;
}

test('refusals are counted by reason and by the first segment of the name', () => {
  const counters = count(['servers.web01.cpu x 5', 'servers x 5', 'größe.a', 'disk;host=a', 'db.a', 'a b']);
  counters.refuse('too-old', 'servers.web01.cpu … 5');
  expect(counters.refused).toEqual({ 'bad-line': 6, 'too-old': 1 });
  expect(counters.refusedByPrefix).toEqual({
    'bad-line': { servers: 2, größe: 1, disk: 1, db: 1, a: 1 },
    'too-old': { servers: 1 },
  });
});

test('what has no name is counted as other', () => {
  const lines = ['', ' ', '.a', '\u0000\u0001', 'a\u0007b.c', '\ufffd\u0002.x', 'x'.repeat(100)];
  expect(count(lines).refusedByPrefix).toEqual({ 'bad-line': { '(other)': lines.length } });
});

test('names of built-in properties are prefixes as any other', () => {
  const { refusedByPrefix } = count(['__proto__.a', 'constructor.b', 'toString.c', '__proto__.d']);
  expect(Object.entries(refusedByPrefix['bad-line']!)).toEqual([
    ['__proto__', 2],
    ['constructor', 1],
    ['toString', 1],
  ]);
});

test('ever new prefixes cost bounded memory, and none is lost from the sum', () => {
  const counters = count(Array.from({ length: 1000 }, (_, i) => `prefix${i % 500}.a`));
  const counts = counters.refusedByPrefix['bad-line']!;
  expect(Object.keys(counts)).toHaveLength(101);
  expect(counts).toMatchObject({ prefix0: 2, prefix99: 2, '(other)': 800 });
});
