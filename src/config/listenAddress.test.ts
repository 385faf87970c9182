import { describe, expect, test } from 'vitest';
import { formatListenAddress, isLoopback, parseHost, parseListener } from './listenAddress.ts';

describe('parseListener', () => {
  test.each([
    ['8080', null, 8080],
    ['0', null, 0],
    [' 2003 ', null, 2003],
    ['127.0.0.1:8080', '127.0.0.1', 8080],
    ['0.0.0.0:65535', '0.0.0.0', 65_535],
    ['[::1]:8080', '::1', 8080],
    ['[::]:0', '::', 0],
    ['[fe80::1%eth0]:2003', 'fe80::1%eth0', 2003],
    ['graphs.example.com:80', 'graphs.example.com', 80],
    ['localhost:2003', 'localhost', 2003],
  ])('%s', (text, host, port) => expect(parseListener(text)).toEqual({ host, port }));

  test.each([
    ['', 'no port'],
    ['65536', 'no port between 0 and 65535'],
    ['http', 'no port'],
    ['-1', 'no port'],
    ['8080.5', 'no port'],
    ['127.0.0.1:', 'no port'],
    [':8080', 'write 0.0.0.0:8080'],
    ['*:8080', 'write 0.0.0.0:8080'],
    ['::1:8080', 'in brackets'],
    ['a b:80', 'neither an address nor a host name'],
    ['[]:80', 'names no address'],
  ])('refuses "%s"', (text, reason) => expect(() => parseListener(text)).toThrow(reason));
});

test.each([
  ['0.0.0.0', '0.0.0.0'],
  ['::', '::'],
  ['[::1]', '::1'],
  ['db.example.com', 'db.example.com'],
])('parseHost %s', (text, host) => expect(parseHost(text)).toBe(host));

test.each([
  ['127.0.0.1:80', 'has a port'],
  ['', 'neither'],
  ['a/b', 'neither'],
])('parseHost refuses "%s"', (text, reason) => expect(() => parseHost(text)).toThrow(reason));

test.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['::1', true],
  ['LocalHost', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.2', false],
  ['127.0.0.1.example.com', false],
])('isLoopback %s', (host, expected) => expect(isLoopback(host)).toBe(expected));

test('an address is shown so that it can be typed again', () => {
  expect(formatListenAddress({ host: '::1', port: 1 })).toBe('[::1]:1');
  expect(formatListenAddress({ host: 'a', port: 1 })).toBe('a:1');
  expect(formatListenAddress(null)).toBe('off');
});
