import { expect, test } from 'vitest';
import { branchesOf } from './branches.ts';

const names = [
  'hosts.web1.cpu.user',
  'hosts.web1.cpu.system',
  'hosts.web1.memory.used',
  'hosts.web2.cpu.user',
  'requests;host=web1',
];

test.each<[string, string[]]>([
  ['web1', ['hosts.web1']],
  ['web', ['hosts.web1', 'hosts.web2']],
  ['cpu', ['hosts.web1.cpu', 'hosts.web2.cpu']],
  ['CPU web2', ['hosts.web2.cpu']],
  ['hosts.we', ['hosts.web1', 'hosts.web2']],
  // Only whole names have these.
  ['user', []],
  ['web1 used', []],
  ['', []],
])('branches of "%s"', (text, branches) => expect(branchesOf(names, text, 3)).toEqual(branches));

test('no more than asked for', () => expect(branchesOf(names, 'web', 1)).toEqual(['hosts.web1']));
