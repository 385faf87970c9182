import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { archiveSeconds } from '../model/retention.ts';
import { formatRetentions, parseRetention, parseRetentions } from './retentions.ts';

describe('one archive', () => {
  test.each([
    ['60:1440', 60, 1440],
    ['10s:6h', 10, 2160],
    ['1m:7d', 60, 10_080],
    ['10m:5y', 600, 262_800],
    ['1min:1w', 60, 10_080],
    ['1hours:1years', 3600, 8760],
    ['60:1d', 60, 1440],
    ['1m:1440', 60, 1440],
    [' 10s:1d ', 10, 8640],
    ['7s:1m', 7, 8],
    ['060:010', 60, 10],
  ])('%s', (text, step, points) => expect(parseRetention(text)).toEqual({ step, points }));

  test.each([
    ['', 'write step:reach'],
    ['60', 'write step:reach'],
    ['60:', 'no number or duration'],
    [':60', 'no number or duration'],
    ['60:1440:2', 'no number or duration'],
    ['10x:6h', '"10x" is no number or duration'],
    ['10S:6h', 'no number or duration'],
    ['1.5m:6h', 'no number or duration'],
    ['-1:60', 'no number or duration'],
    ['0:60', 'at least one second'],
    ['60:0', 'keeps no point'],
    ['60s:59s', 'keeps no point'],
    ['1s:200y', 'more than 136 years'],
    ['99999999999999999999:1', 'at least one second'],
  ])('refuses "%s"', (text, reason) => expect(() => parseRetention(text)).toThrow(reason));
});

describe('several archives', () => {
  test('come out finest first, however they were written', () => {
    expect(formatRetentions(parseRetentions('1m:7d, 10s:6h'))).toBe('10:2160,60:10080');
  });

  test.each([
    ['60:1440,60:2880', 'have the same step'],
    ['60:1440,90:2000', 'must be a multiple of 60 seconds'],
    ['60:1440,120:720', 'must reach back further than 86400 seconds'],
    ['1s:30,1m:1d', 'one of its points is made of 60, and 1:30 keeps 30'],
    ['60:1440,', 'write step:reach'],
    ['', 'write step:reach'],
  ])('refuses %s', (text, reason) => expect(() => parseRetentions(text)).toThrow(reason));
});

/** Archives that obey Whisper's rules, by construction. */
const validArchives = fc
  .tuple(
    fc.integer({ min: 1, max: 60 }),
    fc.integer({ min: 100, max: 1000 }),
    fc.array(fc.tuple(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 100 })), { maxLength: 3 }),
  )
  .map(([step, points, coarser]) => {
    const archives = [{ step, points }];
    for (const [factor, more] of coarser) {
      const fine = archives.at(-1)!;
      // At least 12 points, so that whatever factor follows (12 at most) finds enough to be made of.
      const points = Math.max(12, Math.ceil(fine.points / factor) + more);
      archives.push({ step: fine.step * factor, points });
    }
    return archives;
  });

test('what is written for valid archives reads as the same archives', () => {
  fc.assert(
    fc.property(validArchives, (archives) => {
      expect(parseRetentions(formatRetentions(archives))).toEqual(archives);
    }),
  );
});

test('whatever is accepted obeys the rules, and whatever is refused says why', () => {
  const number = fc.integer({ min: 0, max: 200 }).map(String);
  const duration = fc
    .tuple(number, fc.constantFrom('', 's', 'm', 'min', 'h', 'd', 'w', 'y', 'x'))
    .map((a) => a.join(''));
  const archive = fc.tuple(duration, duration).map((a) => a.join(':'));
  fc.assert(
    fc.property(fc.array(archive, { minLength: 1, maxLength: 3 }), (texts) => {
      let archives: ReturnType<typeof parseRetentions>;
      try {
        archives = parseRetentions(texts.join(','));
      } catch (error) {
        expect((error as Error).message.length).toBeGreaterThan(20);
        return;
      }
      for (const { step, points } of archives) expect(Math.min(step, points)).toBeGreaterThanOrEqual(1);
      for (let i = 1; i < archives.length; i++) {
        const [fine, coarse] = [archives[i - 1]!, archives[i]!];
        expect(coarse.step % fine.step).toBe(0);
        expect(coarse.step).toBeGreaterThan(fine.step);
        expect(archiveSeconds(coarse)).toBeGreaterThan(archiveSeconds(fine));
        expect(fine.points).toBeGreaterThanOrEqual(coarse.step / fine.step);
      }
    }),
  );
});
