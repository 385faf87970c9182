/** Arguments that make no sense, and some that would take all memory: each is refused, and told why. */
import { expect, test } from 'vitest';
import { createNaiveStore } from '../../../test/support/naiveStore.ts';
import { evaluateTargets } from '../evaluate.ts';

test.each([
  ["summarize(a,'0s')", 'summarize: an interval of "0s" holds nothing'],
  ["summarize(a,'-1h')", 'summarize: an interval of "-1h" holds nothing'],
  ["summarize(a,'1s')", /^summarize: makes \d+ values, at most 2000000 are allowed/],
  ["smartSummarize(a,'1s','max','years')", /^smartSummarize: makes \d+ values/],
  ["smartSummarize(a,'1h','max','weeks8')", 'smartSummarize: "weeks8" for "alignTo" is no day of the week'],
  ["smartSummarize(a,'1h','max','fortnights')", /"fortnights" for "alignTo" is none of days, hours/],
  ["hitcount(a,'1s')", /^hitcount: makes \d+ values/],
  ["hitcount(a,'-1h')", 'hitcount: an interval of "-1h" holds nothing'],
  ["time('t',1)", 'timeFunction: makes 31536000 values, at most 2000000 are allowed'],
  ["sin('t',1,0)", 'sin: values cannot be 0 seconds apart'],
  ["timeStack(a,'1d',0,1000000000)", 'timeStack: these are 1000000000 shifts, at most 400 are allowed'],
  ["integralByInterval(a,'0h')", /cannot begin again after every "0h"/],
  ['log(a,1)', 'log: there are no logarithms with base 1'],
  ["timeSlice(a,'whenever')", /^timeSlice: "whenever" is not a time/],
])('%s', async (target, message) => {
  const now = 1_700_000_000;
  const store = createNaiveStore(() => now);
  store.add('a', 3600, [[now - 3600, 1]]);
  const { results } = await evaluateTargets([target], {
    store,
    nowSeconds: now,
    from: now - 365 * 86_400,
    until: now,
    limits: { maxSeries: 10, maxPoints: 1_000_000, maxTargetLength: 1000, maxDepth: 10 },
  });
  expect(results[0]!.error?.message).toMatch(message);
});
