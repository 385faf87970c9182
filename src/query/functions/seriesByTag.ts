import { bug } from '../bug.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { oneOrMore, text } from '../registry/params.ts';

export const seriesByTag = defineFunction({
  name: 'seriesByTag',
  group: 'Special',
  summary: 'The stored series whose tags satisfy all expressions.',
  description:
    'An expression is `tag=value`, `tag!=value`, `tag=~regex` or `tag!=~regex`; regular expressions hold from the beginning ' +
    'of the value on. The path of a series is its tag `name`. At least one expression must not be satisfied by a tag that ' +
    'is not there.',
  params: { tagExpressions: oneOrMore(text('expressions over tags, such as "host=web1"')) },
  stored: ({ tagExpressions }) => tagExpressions,
  run: () => bug('seriesByTag is read from the store'),
  cases: [
    {
      call: "seriesByTag('name=disk','host=~web')",
      given: { 'disk;host=web1': [1], 'disk;host=web2': [2], 'disk;host=db1': [3], disk: [4] },
      expect: { 'disk;host=web1': [1], 'disk;host=web2': [2] },
      expectTags: { name: 'disk', host: 'web1' },
    },
    {
      call: "sumSeries(seriesByTag('name=disk', 'host!=db1'))",
      given: { 'disk;dc=a;host=web1': [1], 'disk;dc=a;host=web2': [2], 'disk;dc=a;host=db1': [4] },
      expect: { "sumSeries(seriesByTag('name=disk', 'host!=db1'))": [3] },
      expectTags: { name: 'disk', dc: 'a', aggregatedBy: 'sum' },
    },
    { call: "seriesByTag('host=nowhere')", given: { 'disk;host=a': [1] }, expect: {} },
  ],
});
