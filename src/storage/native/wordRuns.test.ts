import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteTable } from './byteTable.ts';
import { WordRuns } from './wordRuns.ts';

const encoder = new TextEncoder();

test('finds all words with a prefix, over any adding and taking out', () => {
  const word = fc.stringMatching(/^[ab-]{1,5}$|^ü[a-b]{0,2}$/);
  const step = fc.record({ remove: fc.boolean(), word, keepUp: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60 }),
      fc.stringMatching(/^[ab-]{0,3}$/),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 30 }),
      (steps, prefix, partWords, parts, most) => {
        const table = new ByteTable(4);
        const runs = new WordRuns(table, partWords * parts, partWords);
        const live = new Map<string, number>();
        for (const { remove, word, keepUp } of steps) {
          const bytes = encoder.encode(word);
          const known = live.get(word);
          if (remove && known !== undefined) {
            table.remove(known);
            runs.removed(known);
            live.delete(word);
          } else if (!remove) live.set(word, table.intern(bytes, 0, bytes.length));
          if (keepUp) runs.keepUp();
        }
        const wanted = [...live].filter(([word]) => word.startsWith(prefix)).map(([, number]) => number);
        const found = runs.beginningWith(encoder.encode(prefix), most);
        if (wanted.length > most) expect(found).toBeNull();
        else if (prefix !== '') expect(found?.toSorted()).toEqual(wanted.toSorted());
      },
    ),
    { numRuns: 3000 },
  );
});
