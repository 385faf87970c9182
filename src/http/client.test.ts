import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { clientOf, isHttps } from './client.ts';

function request(remoteAddress: string | undefined, headers: Record<string, string> = {}): IncomingMessage {
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
}

describe('clientOf', () => {
  test.each([
    ['127.0.0.1', {}, true],
    ['::1', { host: '[::1]:8080' }, true],
    ['::ffff:127.0.0.1', { host: 'localhost' }, true],
    ['127.0.0.1', { host: 'box:8080', origin: 'http://box:8080' }, true],
    ['127.0.0.1', { host: 'BOX' }, true],
    ['192.0.2.1', { host: 'localhost' }, false],
    ['127.0.0.1', { host: 'localhost', via: '1.1 proxy' }, false],
    ['127.0.0.1', { host: 'localhost', 'x-real-ip': '127.0.0.1' }, false],
    ['127.0.0.1', { host: 'localhost.evil.example' }, false],
    ['127.0.0.1', { host: '127.0.0.1.evil.example' }, false],
    ['127.0.0.1', { host: 'localhost', origin: 'null' }, false],
    ['127.0.0.1', { host: 'localhost', origin: 'http://evil.example' }, false],
    ['127.0.0.1', { host: 'not a host' }, false],
    [undefined, {}, false],
  ])('%s with %j is loopback: %s', (address, headers, loopback) => {
    expect(clientOf(request(address, headers), 'box').loopback).toBe(loopback);
  });

  test.each([
    ['192.0.2.1', { 'x-forwarded-for': '198.51.100.1' }, '192.0.2.1'],
    ['127.0.0.1', { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' }, '203.0.113.9'],
    ['127.0.0.1', { 'x-forwarded-for': ' , ' }, '127.0.0.1'],
    ['127.0.0.1', {}, '127.0.0.1'],
  ])('%s with %j counts as %s', (address, headers, counted) => {
    expect(clientOf(request(address, headers), 'box').address).toBe(counted);
  });
});

test.each([
  [{}, false],
  [{ 'x-forwarded-proto': 'http' }, false],
  [{ 'x-forwarded-proto': 'https' }, true],
  [{ 'x-forwarded-proto': 'https, http' }, true],
  [{ forwarded: 'for=192.0.2.1;proto=https;by=10.0.0.1' }, true],
  [{ forwarded: 'for=192.0.2.1;proto=http' }, false],
])('isHttps with %j is %s', (headers, https) => {
  expect(isHttps(request('127.0.0.1', headers as Record<string, string>))).toBe(https);
});
