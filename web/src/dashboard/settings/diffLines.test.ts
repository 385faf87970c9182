import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines } from './diffLines.ts';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 14 }).map((lines) => lines.join('\n'));

test('what is not added is the old text, what is not removed the new one, where nothing is left out', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      if (lines.some((line) => line.kind === 'gap')) return;
      const without = (kind: string) =>
        lines
          .filter((line) => line.kind !== kind)
          .map((line) => line.text)
          .join('\n');
      expect(without('added')).toBe(before);
      expect(without('removed')).toBe(after);
    }),
  );
});

test('no more lines than needed: as many as the longest common part leaves over', () => {
  const longest = (a: string[], b: string[]): number => {
    const best = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--)
        best[i][j] = a[i] === b[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    return best[0][0];
  };
  fc.assert(
    fc.property(text, text, (before, after) => {
      const [a, b] = [before.split('\n'), after.split('\n')];
      const changed = diffLines(before, after).filter(
        (line) => line.kind === 'added' || line.kind === 'removed',
      );
      expect(changed.length).toBe(a.length + b.length - 2 * longest(a, b));
    }),
  );
});

test('far from a difference nothing is shown', () => {
  const lines = Array.from({ length: 30 }, (_, i) => `line ${i}`);
  const shown = diffLines(lines.join('\n'), lines.with(15, 'other').join('\n'));
  expect(shown.map((line) => line.kind).join(' ')).toBe(
    'gap same same same removed added same same same gap',
  );
});
