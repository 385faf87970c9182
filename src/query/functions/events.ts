import { defineFunction } from '../registry/defineFunction.ts';
import { oneOrMore, text } from '../registry/params.ts';
import { computedSeries } from './computedSeries.ts';

/** In a longer range than so many seconds, a slot is longer than one. */
const MOST_SLOTS = 1_000_000;

export const events = defineFunction({
  name: 'events',
  group: 'Special',
  summary: 'How many events there were in each second that have all of these tags.',
  description:
    'Seconds without one are absent. `*` as the only tag means all events. In ranges beyond a million seconds a value stands for ' +
    'several seconds. Together with drawAsInfinite, events are vertical lines.',
  params: { tags: oneOrMore(text('tags of the events')) },
  run: ({ tags }, context) => {
    const { from, until } = context;
    const step = Math.max(1, Math.ceil((until - from) / MOST_SLOTS));
    const values = new Float64Array(Math.ceil((until - from) / step)).fill(Number.NaN);
    const wanted = tags.length === 1 && tags[0] === '*' ? [] : tags;
    for (const { when } of context.events(wanted)) {
      const slot = Math.floor((when - from) / step);
      if (slot >= 0 && slot < values.length) values[slot] = (values[slot]! || 0) + 1;
    }
    const name = `events(${tags.map((tag) => `"${tag}"`).join(', ')})`;
    const end = from + step * values.length;
    return [{ ...computedSeries(name, { start: from, step, end }, values, context), consolidation: 'sum' }];
  },
  cases: [
    {
      call: "events('deploy','web')",
      given: { a: { step: 3, values: [1, 2, 3] } },
      events: [
        { when: 0, tags: ['deploy', 'web'] },
        { when: 2, tags: ['deploy', 'db'] },
        { when: 4, tags: ['web', 'urgent', 'deploy'] },
        { when: 4, tags: ['deploy', 'web'] },
      ],
      expect: { 'events("deploy", "web")': [null, 1, null, null, null, 2, null] },
      expectOffset: -1,
      expectStep: 1,
      expectTags: { name: 'events("deploy", "web")' },
    },
    {
      call: "events('*')",
      given: { a: { step: 3, values: [1, 2] } },
      events: [
        { when: 0, tags: ['deploy'] },
        { when: 2, tags: [] },
      ],
      expect: { 'events("*")': [null, 1, null, 1] },
      expectOffset: -1,
    },
    {
      call: "events('deploy')",
      given: { a: { step: 2, values: [1, 2] } },
      events: [{ when: 2, tags: ['deploy'] }],
      expect: { 'events("deploy")': [null, null, null] },
      expectOffset: -1,
      differs:
        'graphite-web fails with an internal error when there is an event at the very end of the range',
    },
  ],
});
