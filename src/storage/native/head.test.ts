import { expect, test } from 'vitest';
import { Head } from './head.ts';

/** A head that notes what it seals: `series level first: values`. */
function noting(): { head: Head; sealed: string[] } {
  const sealed: string[] = [];
  const head = new Head((series, level, firstSlot, values, from, slots) => {
    sealed.push(`${series} ${level} ${firstSlot}: ${values.slice(from, from + slots).join(' ')}`);
  });
  return { head, sealed };
}

test('the head has memory for pages only where some are open', () => {
  const { head, sealed } = noting();
  head.ensure(1_000_000);
  expect(head.bytes).toBe(0);
  // One among the first series, whose pages are large, and the last series of all.
  head.write(3, 0, 100, 1);
  head.write(3, 0, 102, 2);
  head.write(999_999, 1, 8, 3);
  const both = head.bytes;
  expect(both).toBe(16_384 * 32 * 8 + 16_384 * 8 * 8);
  head.sealAll();
  expect(sealed).toEqual(['3 0 100: 1 NaN 2', '999999 1 8: 3']);
  expect([head.open, head.bytes]).toEqual([0, 0]);
  // Nothing of what was there before comes back with the next points.
  head.write(3, 0, 103, 4);
  const out = new Float64Array(8).fill(-1);
  expect(head.readOver(3, 0, 98, out)).toBe(true);
  expect([...out]).toEqual([-1, -1, -1, -1, -1, 4, -1, -1]);
  head.write(999_999, 1, 9, 5);
  expect(head.bytes).toBe(both);
  head.sealAll();
  expect(sealed.slice(2)).toEqual(['3 0 103: 4', '999999 1 9: 5']);
});
