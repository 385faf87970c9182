import { expect, test } from 'vitest';
import { segment } from '../model/segment.ts';
import { freeSegment, mountSegment } from './segment.ts';

test.each([
  ['web01', 'web01'],
  ['web01.example.com', 'web01_example_com'],
  ['a b\tc;d=e', 'a_b_c_d_e'],
  ['x{1,2}*?[3]', 'x_1_2____3_'],
  ['cciss/c0d0', 'cciss_c0d0'],
  ['vg-root', 'vg-root'],
  ['br-0:1@eth+2', 'br-0:1@eth+2'],
  ['größe', 'größe'],
  ['', '_'],
])('segment "%s"', (text, expected) => expect(segment(text)).toBe(expected));

test.each([
  ['/', 'root'],
  ['/var/log', 'var_log'],
  ['/srv/my disk.1', 'srv_my_disk_1'],
])('mount %s', (text, expected) => expect(mountSegment(text)).toBe(expected));

test('a name that is taken gets a number', () => {
  expect(freeSegment('a', () => false)).toBe('a');
  expect(freeSegment('a', (candidate) => ['a', 'a_2'].includes(candidate))).toBe('a_3');
});
