import { expect, test } from 'vitest';
import { hostMatcher } from './hostGlob.ts';

test.each([
  ['', 'web1', true],
  ['*', 'web1', true],
  ['web*', 'web1', true],
  ['web*', 'db-web1', false],
  ['web?', 'web12', false],
  ['web[1-3]', 'web2', true],
  ['web[!1-3]', 'web2', false],
  ['{web1,db*}', 'db7', true],
  ['{web1,db*}', 'web2', false],
  ['web1 db*', 'db7', true],
  ['web1, db*', 'web1', true],
  ['{a,{b,c}}1', 'c1', true],
  ['web.example', 'webxexample', false],
  ['a+b(c)', 'a+b(c)', true],
  ['[', '[', true],
  ['{web', 'web', false],
])('%s and %s', (glob, name, expected) => expect(hostMatcher(glob)(name)).toBe(expected));
