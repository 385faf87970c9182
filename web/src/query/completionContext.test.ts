import { expect, test } from 'vitest';
import { completionPlace } from './completionContext.ts';

// The bar is the cursor.
test.each<[string, Partial<ReturnType<typeof completionPlace>> | null]>([
  ['|', { word: '', parent: '', segment: '', inCall: false }],
  ['ho|', { word: 'ho', parent: '', segment: 'ho', segmentStart: 0 }],
  ['hosts.we|', { word: 'hosts.we', parent: 'hosts', segment: 'we', segmentStart: 6 }],
  ['hosts.web.|', { parent: 'hosts.web', segment: '' }],
  ['alias(hosts.web.l|,"x")', { parent: 'hosts.web', segment: 'l', wordStart: 6, inCall: true }],
  ['sumSeries(a.b, c.d|', { word: 'c.d', parent: 'c', wordStart: 15 }],
  ['hosts.{a,b}.c|', { parent: 'hosts.{a,b}', segment: 'c', inBraces: false }],
  ['hosts.{a,b|', { parent: 'hosts', segment: 'b', segmentStart: 9, inBraces: true }],
  ['alias(a.b,"te|', null],
  ['scale(a.b,10|', null],
  ['scale(a.b,0.1)|', { word: '', inCall: false }],
])('%s', (text, expected) => {
  const cursor = text.indexOf('|');
  const place = completionPlace(text.replace('|', ''), cursor);
  if (expected === null) expect(place).toBeNull();
  else expect(place).toMatchObject(expected);
});
