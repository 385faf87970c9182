import { expect, test } from 'vitest';
import { curlQuery, curlRender, shellQuoted } from './requestText.ts';

test.each([
  ['a b', "'a b'"],
  ["it's", "'it'\\''s'"],
  ['$x `y` "z" \\', '\'$x `y` "z" \\\''],
])('%s', (text, quoted) => expect(shellQuoted(text)).toBe(quoted));

const request = {
  targets: [{ id: 'A', target: "alias(a.b,'it')" }],
  from: '-1h',
  until: 'now',
  maxDataPoints: 500,
  tz: 'Europe/Berlin',
};

test('as a question of our own', () =>
  expect(curlQuery('http://x:8080', request)).toBe(
    [
      "curl -sS 'http://x:8080/api/query' \\",
      "  -H 'content-type: application/json' \\",
      '  -H "authorization: Bearer $PLUMBAGO_TOKEN" \\',
      `  -d '{"targets":[{"id":"A","target":"alias(a.b,'\\''it'\\'')"}],"from":"-1h","until":"now","maxDataPoints":500,"tz":"Europe/Berlin"}'`,
    ].join('\n'),
  ));

test("as one of Graphite's", () =>
  expect(curlRender('http://x:8080', request).split('\n').slice(2)).toEqual([
    "  --data-urlencode 'target=alias(a.b,'\\''it'\\'')' \\",
    "  --data-urlencode 'from=-1h' \\",
    "  --data-urlencode 'until=now' \\",
    "  --data-urlencode 'maxDataPoints=500' \\",
    "  --data-urlencode 'tz=Europe/Berlin' \\",
    "  --data-urlencode 'format=json'",
  ]));
