import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesPath } from '../../../test/support/naiveGlob.ts';
import { CreationRate } from './creationRate.ts';
import { MetricTree } from './metricTree.ts';
import { PrefixLimits } from './prefixLimits.ts';

const encoder = new TextEncoder();

describe('limits of series below branches', () => {
  test('hold for every branch that matches, whatever comes and goes', () => {
    const segment = fc.constantFrom('a', 'b', 'cc');
    const name = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('.'));
    const rule = fc.record({
      pattern: fc.constantFrom('a', '*', 'a.*', '*.b', '{a,b}.c*', 'a.b.*'),
      maxSeries: fc.integer({ min: 1, max: 4 }),
    });
    const step = fc.tuple(fc.constantFrom('add', 'add', 'add', 'remove'), name);
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 3 }), fc.array(step, { maxLength: 60 }), (rules, steps) => {
        const tree = new MetricTree();
        const limits = new PrefixLimits(tree.nodes, rules);
        const names = new Set<string>();
        for (const [kind, one] of steps) {
          const bytes = encoder.encode(one);
          if (kind === 'remove') {
            tree.remove(bytes);
            names.delete(one);
            continue;
          }
          if (names.has(one)) continue;
          const segments = one.split('.');
          const forbidden = segments.some((_, i) => {
            const path = segments.slice(0, i + 1).join('.');
            const below = [...names].filter((each) => `${each}.`.startsWith(`${path}.`)).length;
            return rules.some(({ pattern, maxSeries }) => matchesPath(pattern, path) && below >= maxSeries);
          });
          expect(limits.exceeded(bytes) !== null).toBe(forbidden);
          if (forbidden) continue;
          tree.add(bytes, 0);
          names.add(one);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('count tagged series in the branches above, and name the rule', () => {
    const tree = new MetricTree();
    const rule = { pattern: '{disk,net.{eth0,lo}}', maxSeries: 2 };
    const limits = new PrefixLimits(tree.nodes, [rule]);
    for (const name of ['disk.used;host=a', 'disk.used;host=b', 'net.lo.rx', 'net.lo.tx', 'net.eth1.rx'])
      tree.add(encoder.encode(name), 0);
    expect(limits.exceeded(encoder.encode('disk.used;host=c.d'))).toBe(rule);
    expect(limits.exceeded(encoder.encode('net.lo.errors'))).toBe(rule);
    expect(limits.exceeded(encoder.encode('net.eth0.rx'))).toBe(null);
    expect(limits.exceeded(encoder.encode('net.eth1.tx'))).toBe(null);
  });
});

describe('the rate of new series', () => {
  test("lets a minute's worth come at once, then as many as the rate gives", () => {
    const rate = new CreationRate(60);
    const come = (now: number) => {
      let count = 0;
      for (; rate.allows(now) && count < 1000; count++) rate.take();
      return count;
    };
    expect(come(1000)).toBe(60);
    expect(come(1000.5)).toBe(0);
    expect(come(1001)).toBe(1);
    expect(come(1011)).toBe(10);
    expect(come(90_000)).toBe(60);
  });

  test("a clock that jumps gives no more than a minute's worth, and never stops all", () => {
    const rate = new CreationRate(6);
    for (let i = 0; i < 6; i++) rate.take();
    expect(rate.allows(1_000_000)).toBe(true);
    for (let i = 0; i < 6; i++) rate.take();
    expect(rate.allows(1000)).toBe(false);
    expect(rate.allows(1010)).toBe(true);
  });

  test('0 is no limit', () => {
    const rate = new CreationRate(0);
    for (let i = 0; i < 1000; i++) {
      expect(rate.allows(5)).toBe(true);
      rate.take();
    }
  });
});
