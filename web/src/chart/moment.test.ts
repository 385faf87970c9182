import { expect, test } from 'vitest';
import { formatMoment } from './moment.ts';

test('a moment names the year only when it is another one, and is told in the zone that is asked for', () => {
  const now = Date.UTC(2026, 10, 23, 10) / 1000;
  expect(formatMoment(Date.UTC(2026, 10, 23, 9, 5, 7) / 1000, 'UTC', now)).toBe('Mon 23 Nov 09:05:07');
  expect(formatMoment(Date.UTC(2026, 10, 23, 9, 5, 7) / 1000, 'Asia/Kolkata', now)).toBe(
    'Mon 23 Nov 14:35:07',
  );
  expect(formatMoment(Date.UTC(2025, 0, 1) / 1000, 'UTC', now)).toBe('Wed 1 Jan 2025 00:00:00');
});
