import { pythonRegex } from '../pythonRegex.ts';
import { defineFunction } from '../registry/defineFunction.ts';
import { seriesList, text } from '../registry/params.ts';

export const grep = defineFunction({
  name: 'grep',
  group: 'Filter Series',
  summary: 'Only the series in whose names a regular expression is found.',
  description:
    'Names are as a legend would show them. The expression may match anywhere in a name; it has the syntax of RE2: no ' +
    'look-ahead, no references to groups.',
  params: {
    seriesList: seriesList('the series to choose from'),
    pattern: text('a regular expression'),
  },
  run: ({ seriesList, pattern }) => {
    const regex = pythonRegex(pattern);
    return seriesList.filter(({ name }) => regex.isIn(name));
  },
  cases: [
    {
      call: "grep(x.*,'web[12]')",
      given: { 'x.web1': [1], 'x.web3': [3], 'x.db1': [4] },
      expect: { 'x.web1': [1] },
    },
    {
      call: "grep(alias(x.a,'Load'),'^x')",
      given: { 'x.a': [1] },
      expect: {},
    },
    {
      call: "grep(x.*,pattern='(?i)WEB')",
      given: { 'x.web1': [1], 'x.db1': [4] },
      expect: { 'x.web1': [1] },
    },
  ],
});
