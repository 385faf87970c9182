import { defineFunction } from '../registry/defineFunction.ts';
import { MATCHING_DESCRIPTION, matchingNames, matchingParams } from './matchingNames.ts';

export const grep = defineFunction({
  name: 'grep',
  group: 'Filter Series',
  summary: 'Only the series in whose names a regular expression is found.',
  description: MATCHING_DESCRIPTION,
  params: matchingParams,
  run: (args) => matchingNames(args, true),
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
