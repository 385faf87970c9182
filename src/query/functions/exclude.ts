import { defineFunction } from '../registry/defineFunction.ts';
import { MATCHING_DESCRIPTION, matchingNames, matchingParams } from './matchingNames.ts';

export const exclude = defineFunction({
  name: 'exclude',
  group: 'Filter Series',
  summary: 'Only the series in whose names a regular expression is not found.',
  description: MATCHING_DESCRIPTION,
  params: matchingParams,
  run: (args) => matchingNames(args, false),
  cases: [
    {
      call: "exclude(x.*,'web[12]')",
      given: { 'x.web1': [1], 'x.web3': [3], 'x.db1': [4] },
      expect: { 'x.db1': [4], 'x.web3': [3] },
    },
    {
      call: String.raw`exclude(x.*,pattern='\d$')`,
      given: { 'x.web1': [1], 'x.web': [null] },
      expect: { 'x.web': [null] },
    },
    { call: "exclude(x.*,'')", given: { 'x.a': [1] }, expect: {} },
  ],
});
