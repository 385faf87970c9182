import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteTable } from './byteTable.ts';

const encoder = new TextEncoder();

/** Bytes that do not begin at the beginning of their buffer. */
function piece(text: string): [bytes: Uint8Array, start: number, end: number] {
  const bytes = encoder.encode(`..${text}..`);
  return [bytes, 2, bytes.length - 2];
}

describe('a byte table', () => {
  test('agrees with a Map over any adding and taking out', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '.', 'é'), minLength: 1, maxLength: 9 });
    const step = fc.tuple(fc.constantFrom('add', 'add', 'remove', 'find'), name);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const table = new ByteTable(0);
        const entries = new Map<string, number>();
        let added = 0;
        for (const [kind, text] of steps) {
          const known = entries.get(text) ?? -1;
          expect(table.find(...piece(text))).toBe(known);
          if (kind === 'add') {
            const entry = table.intern(...piece(text));
            expect(entry).toBe(known >= 0 ? known : added);
            if (known < 0) entries.set(text, added++);
          } else if (kind === 'remove' && known >= 0) {
            table.remove(known);
            entries.delete(text);
          }
        }
        expect(table.live).toBe(entries.size);
        expect(table.size).toBe(added);
        for (const [text, entry] of entries) {
          expect(table.find(...piece(text))).toBe(entry);
          expect(table.text(entry)).toBe(text);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a removed entry leaves no byte behind that a name could have', () => {
    const table = new ByteTable();
    const gone = table.intern(...piece('servers.web01.cpu'));
    const kept = table.intern(...piece('servers.web02.cpu'));
    table.remove(gone);
    const bytes = table.arena.subarray(table.offsets[gone], table.offsets[gone + 1]);
    expect([...bytes]).toEqual(Array(17).fill(10));
    expect(table.text(kept)).toBe('servers.web02.cpu');
  });

  test('grows past every bound, and gives the room of removed entries back', () => {
    const table = new ByteTable(0);
    const name = (i: number) => `some.longer.name.of.a.series.${i}`;
    const count = 100_000;
    for (let i = 0; i < count; i++) expect(table.intern(...piece(name(i)))).toBe(i);
    const full = table.offsets[count];
    for (let i = 0; i < count; i++) if (i % 10 !== 3) table.remove(i);
    expect(table.offsets[count]).toBeLessThan(full / 2);
    for (let i = 0; i < count; i++) {
      expect(table.find(...piece(name(i)))).toBe(i % 10 === 3 ? i : -1);
      if (table.offsets[i + 1] <= table.offsets[i]) expect.fail(`entry ${i} has no byte left`);
    }
    expect(table.live).toBe(count / 10);
  });

  test('numbers of eight bytes can be read at every byte of every entry', () => {
    for (let names = 1; names < 40; names++) {
      const table = new ByteTable(0);
      for (let i = 0; i < names; i++) table.intern(...piece(`name${i}`));
      const end = table.offsets[table.size];
      expect(() => table.view.getBigUint64(end - 1, true)).not.toThrow();
      expect(table.view.buffer).toBe(table.arena.buffer);
    }
  });

  test('room that was reserved is used', () => {
    const table = new ByteTable(0);
    table.reserve(5000, 50_000);
    const { arena, offsets } = table;
    for (let i = 0; i < 5000; i++) table.intern(...piece(`name${i}`));
    expect(table.arena).toBe(arena);
    expect(table.offsets).toBe(offsets);
    expect(table.find(...piece('name4999'))).toBe(4999);
  });
});
