import { describe, expect, test } from 'vitest';
import { canonicalName } from './nameRules.ts';

const limits = { maxNameBytes: 60, maxNameDepth: 5 };

function canonical(name: string | Uint8Array): string {
  const result = canonicalName(typeof name === 'string' ? Buffer.from(name) : name, limits);
  return typeof result === 'string' ? `refused: ${result}` : Buffer.from(result).toString();
}

describe('canonicalName', () => {
  test.each([
    ['a.b.c', 'a.b.c'],
    ['a', 'a'],
    ['.a..b.', 'a.b'],
    ['größe.b', 'größe.b'],
    ['\ufeffa', '\ufeffa'],
    ['a.b;y=2;x=1', 'a.b;x=1;y=2'],
    ['a;x=1;x=2', 'a;x=2'],
    ['a.;x=b.c', 'a;x=b.c'],
    ['a;x=y=z', 'a;x=y=z'],
    ['', 'refused: name-empty'],
    ['...', 'refused: name-empty'],
    [';x=1', 'refused: name-empty'],
    ['a.b.c.d.e.f', 'refused: name-too-deep'],
    ['ä.b.c.d.e.f', 'refused: name-too-deep'],
    ['x'.repeat(61), 'refused: name-too-long'],
    ['a\u0007b', 'refused: name-characters'],
    ['a\u0085b', 'refused: name-characters'],
    ['a;x', 'refused: name-tags'],
    ['a;=1', 'refused: name-tags'],
    ['a;x=', 'refused: name-tags'],
    ['a;x!=1', 'refused: name-tags'],
    ['a;x=~1', 'refused: name-tags'],
    ['a;name=b', 'refused: name-tags'],
  ])('%j is %j', (name, expected) => expect(canonical(name)).toBe(expected));

  test('bytes that are no UTF-8 are refused', () => {
    expect(canonical(Uint8Array.of(97, 0xff, 98))).toBe('refused: name-characters');
    expect(canonical(Uint8Array.of(97, 0xc3))).toBe('refused: name-characters');
  });
});
