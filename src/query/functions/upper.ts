import { defineFunction } from '../registry/defineFunction.ts';
import { changeCase, changeCaseParams } from './changeCase.ts';

export const upper = defineFunction({
  name: 'upper',
  aliases: ['toUpperCase'],
  group: 'Alias',
  summary: 'Shows the names, or single letters of them, in capital letters.',
  params: changeCaseParams,
  run: (args) => changeCase(args, (text) => text.toUpperCase()),
  cases: [
    { call: 'upper(hosts.web1)', given: { 'hosts.web1': [1, null] }, expect: { 'HOSTS.WEB1': [1, null] } },
    { call: 'upper(abcd,0,-1,9)', given: { abcd: [1] }, expect: { AbcD: [1] } },
    { call: "toUpperCase(alias(a,'straße'))", given: { a: [1] }, expect: { STRASSE: [1] } },
  ],
});
