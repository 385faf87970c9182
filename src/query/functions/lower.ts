import { defineFunction } from '../registry/defineFunction.ts';
import { changeCase, changeCaseParams } from './changeCase.ts';

export const lower = defineFunction({
  name: 'lower',
  aliases: ['toLowerCase'],
  group: 'Alias',
  summary: 'Shows the names, or single letters of them, in small letters.',
  params: changeCaseParams,
  run: (args) => changeCase(args, (text) => text.toLowerCase()),
  cases: [
    {
      call: 'lower(Hosts.WEB1.Load)',
      given: { 'Hosts.WEB1.Load': [1, null] },
      expect: { 'hosts.web1.load': [1, null] },
    },
    { call: 'lower(ABCD,0,-1,9)', given: { ABCD: [1] }, expect: { aBCd: [1] } },
    { call: 'sumSeries(toLowerCase(A))', given: { A: [1] }, expect: { 'sumSeries(A)': [1] } },
  ],
});
