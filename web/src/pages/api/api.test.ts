import { describe, expect, test } from 'vitest';
import { curlOf } from './curl.ts';
import { type ApiDocument, type ApiSchema, endpointsOf, resolveSchema, searchEndpoints } from './document.ts';
import { exampleOf, limitWords, typeWords } from './schemaWords.ts';

const document: ApiDocument = {
  openapi: '3.1.1',
  info: { title: 'T', version: '1' },
  tags: [{ name: 'Folders' }, { name: 'Metrics' }],
  paths: {
    '/api/metrics': {
      get: {
        tags: ['Metrics'],
        summary: 'Find names',
        parameters: [
          { name: 'text', in: 'query', required: true },
          { name: 'limit', in: 'query' },
        ],
      },
    },
    '/api/folders/{uid}': {
      put: {
        operationId: 'putFolder',
        tags: ['Folders'],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Folder' } } } },
      },
      delete: { tags: ['Folders'] },
    },
    '/health': { get: {} },
  },
  components: {
    schemas: {
      Folder: {
        type: 'object',
        required: ['title', 'kind', 'inside'],
        properties: {
          title: { type: 'string', minLength: 1, maxLength: 200 },
          kind: { enum: ["it's", 'b'] },
          note: { type: 'string' },
          inside: { type: 'array', items: { $ref: '#/components/schemas/Folder' } },
        },
      },
      Kind: { enum: ['a', 'b'] },
      Endless: {
        type: 'object',
        required: ['next'],
        properties: { next: { $ref: '#/components/schemas/Endless' } },
      },
    },
  },
};
const endpoints = [...endpointsOf(document).values()].flat();

test('calls stand by their groups, in the order of the description, and what has none last', () =>
  expect([...endpointsOf(document)].map(([group, list]) => [group, ...list.map(({ id }) => id)])).toEqual([
    ['Folders', 'putFolder', 'delete--api-folders-uid-'],
    ['Metrics', 'get--api-metrics'],
    ['Other', 'get--health'],
  ]));

test.each([
  ['folders put', ['PUT']],
  ['NAMES', ['GET']],
  ['', ['PUT', 'DELETE', 'GET', 'GET']],
  ['nothing', []],
])('search for "%s"', (text, methods) =>
  expect(searchEndpoints(endpoints, text).map(({ method }) => method)).toEqual(methods),
);

test.each<[ApiSchema, string]>([
  [true, 'anything'],
  [{}, 'anything'],
  [{ type: 'string' }, 'text'],
  [{ type: ['string', 'null'] }, 'text or null'],
  [{ type: 'array', items: { $ref: '#/components/schemas/Folder' } }, 'list of Folder'],
  [{ enum: ['a', 'b', 3] }, '"a", "b" or 3'],
  [{ $ref: '#/components/schemas/Kind' }, '"a" or "b"'],
  [{ const: 'x' }, '"x"'],
  [
    { anyOf: [{ type: 'integer' }, { type: 'boolean' }, { type: 'integer' }] },
    'whole number or true or false',
  ],
  [{ type: 'object', additionalProperties: { type: 'number' } }, 'map of number'],
  [{ type: 'object', properties: {} }, 'object'],
  [{ enum: Array.from({ length: 14 }, (_, i) => i) }, '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 or 2 more'],
])('%j is %s', (schema, words) => expect(typeWords(document, schema)).toBe(words));

test.each<[ApiSchema, string[]]>([
  [{ minimum: 1, maximum: 100 }, ['1 to 100']],
  [{ exclusiveMinimum: 0 }, ['over 0']],
  [{ maxLength: 200, pattern: '^a' }, ['at most 200 characters', 'matches ^a']],
  [{ minItems: 2, maxItems: 2, default: [] }, ['2 entries', 'default []']],
  [true, []],
])('limits of %j', (schema, words) => expect(limitWords(schema)).toEqual(words));

describe('examples', () => {
  test('have what is needed, and nothing else', () =>
    expect(exampleOf(document, { $ref: '#/components/schemas/Folder' })).toEqual({
      ...{ title: 'text', kind: "it's", inside: [] },
    }));
  test('end, also where a shape has itself in it', () =>
    expect(JSON.stringify(exampleOf(document, { $ref: '#/components/schemas/Endless' }))).toBe(
      '{"next":{"next":{"next":{"next":{"next":{}}}}}}',
    ));
  test('a reference to nothing is any value', () =>
    expect(resolveSchema(document, { $ref: '#/components/schemas/None' })).toEqual({}));
});

test('lines for a shell, with what they hold out of its reach', () => {
  const of = (id: string) => curlOf(document, endpoints.find((one) => one.id === id)!, 'http://h:1');
  expect(of('get--api-metrics')).toBe(
    `curl -H "Authorization: Bearer $TOKEN" 'http://h:1/api/metrics?text=TEXT'`,
  );
  expect(of('putFolder')).toBe(
    `curl -X PUT -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"title":"text","kind":"it'\\''s","inside":[]}' 'http://h:1/api/folders/UID'`,
  );
});
