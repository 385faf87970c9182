/** Answers that programs read, beside graphite-web's own, and by Python's own readers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPickle } from '../src/protocol/pickleReader.ts';
import { writePickle } from '../src/protocol/pickleWriter.ts';
import type { ReadValue } from '../src/protocol/plainValue.ts';
import { GraphiteReference } from './support/graphiteReference.ts';
import { createTestServer, type TestServer } from './support/httpServer.ts';
import { PythonDriver } from './support/pythonDriver.ts';

const now = 1_700_000_040;
const start = now - 600;
// None of them whole: in JSON, which brings them to Python, those would be integers. Functions make whole floats.
const known = [1.5, 2.5, null, 0.00001, 1e-300, 123_456_789.123, -0.1, 3.25, null, 0.5];
const names = ['a.b', 'a.c', 'a.d.e', 'disk.used;host=x;mount=/a,b'];
let server: TestServer;
let graphite: GraphiteReference;
let python: PythonDriver;

beforeAll(async () => {
  server = await createTestServer({ settings: { anonymous: 'viewer' }, now: () => now });
  graphite = new GraphiteReference();
  const series = names.map((name, i) => ({
    name,
    start,
    step: 60,
    values: known.map((value) => (value === null ? null : value * (1 + i / 16))),
  }));
  await graphite.replaceWorld({ series });
  for (const { name, values } of series) {
    const points = values.flatMap((value, i): [number, number][] =>
      value === null ? [] : [[start + 60 * i, value]],
    );
    server.store.add(name, 60, points);
  }
  python = new PythonDriver({
    script: 'unpickleDriver.py',
    module: 'graphite',
    debianPackage: 'graphite-web',
  });
});
afterAll(async () => {
  await Promise.all([server.close(), graphite.close(), python.close()]);
});

async function both(
  path: string,
  parameters: string,
): Promise<{ ours: Buffer; theirs: Buffer; types: string[] }> {
  const query = [...new URLSearchParams(parameters)];
  const [reference] = await graphite.request([{ path: `${path}/`, query }]);
  const answer = await server.inject({ url: `${path}?${new URLSearchParams(query)}` });
  expect(answer.statusCode, answer.body).toBe(200);
  expect(reference?.status).toBe(200);
  const types = [String(answer.headers['content-type']), reference?.type ?? ''];
  return {
    ours: answer.rawPayload,
    theirs: reference?.body ?? Buffer.alloc(0),
    types: types.map((type) => type.split(';')[0]!),
  };
}

const range = `from=${start - 60}&until=${now - 60}&now=${now}`;
const targets = [
  'a.*',
  `alias(scale(a.b,2.0),'f("x", 1)')`,
  'scale(a.d.e,1e16)',
  'seriesByTag("name=disk.used")',
  'nothing',
]
  .map((target) => `target=${encodeURIComponent(target)}`)
  .join('&');

describe('/render byte for byte', () => {
  test.each([
    `${targets}&format=csv&${range}`,
    `${targets}&format=csv&tz=America/St_Johns&${range}`,
    `target=a.b&format=csv&tz=Europe/Berlin&from=${start}&until=${start + 60}&now=${now}&maxDataPoints=1`,
    `${targets}&format=raw&${range}`,
    `${targets}&rawData=1&${range}`,
    `target=nothing&format=dygraph&${range}`,
    `target=nothing&format=rickshaw&${range}`,
  ])('%s', async (parameters) => {
    const { ours, theirs, types } = await both('/render', parameters);
    expect(ours.toString()).toBe(theirs.toString());
    expect(types[0]).toBe(types[1]);
  });
});

describe('the same JSON', () => {
  test.each([
    ['/render', `${targets}&format=json&${range}`],
    ['/render', `${targets}&format=dygraph&${range}`],
    ['/render', `${targets}&format=rickshaw&${range}`],
    ['/metrics/find', 'query=a.*&format=nodelist'],
    ['/metrics/find', 'query=a.*&format=nodelist&position=0'],
    ['/metrics/find', 'query=a&format=completer'],
    ['/metrics/expand', 'query=a.*&query=*&groupByExpr=1'],
    ['/metrics/expand', 'query=a.*&leavesOnly=1'],
  ])('%s?%s', async (path, parameters) => {
    const { ours, theirs, types } = await both(path, parameters);
    expect(JSON.parse(ours.toString())).toEqual(JSON.parse(theirs.toString()));
    expect(types[0]).toBe(types[1]);
  });
});

describe('the same values for Python', () => {
  const read = async (format: string, bytes: Buffer) =>
    (await python.ask({ [format === 'pickle' ? 'read' : format]: bytes.toString('base64') })) as string;

  test.each(['pickle', 'msgpack'])('/render as %s', async (format) => {
    const { ours, theirs, types } = await both('/render', `${targets}&format=${format}&${range}`);
    // A whole number in place of a float, which is the same to Python.
    const expected = (await read(format, theirs)).replaceAll("'xFilesFactor': 0.0", "'xFilesFactor': 0");
    expect(await read(format, ours)).toBe(expected);
    expect(types[0]).toBe(types[1]);
  });

  test.each(['pickle', 'msgpack'])('/metrics/find as %s', async (format) => {
    const answer = await server.inject({ url: `/metrics/find?query=a.*&format=${format}` });
    const leaf = (path: string) => `{'path': '${path}', 'is_leaf': True, 'intervals': [[0, ${now + 60}]]}`;
    expect(await read(format, answer.rawPayload)).toBe(
      `[${leaf('a.b')}, ${leaf('a.c')}, {'path': 'a.d', 'is_leaf': False}]`,
    );
  });
});

describe('pickles', () => {
  test('Python reads what is written', async () => {
    const value = [
      { text: 'ü😀\n', none: null, yes: true, no: false, empty: [], nothing: {} },
      [0, 255, 256, 65_535, 65_536, -1, 2 ** 31, -(2 ** 31), 2 ** 53 - 1, -(2 ** 53 - 1), 1.5, -0],
      Float64Array.of(1, Number.NaN, Number.POSITIVE_INFINITY),
    ];
    const bytes = writePickle(value);
    expect(await python.ask({ read: bytes.toString('base64') })).toBe(
      "[{'text': 'ü😀\\n', 'none': None, 'yes': True, 'no': False, 'empty': [], 'nothing': {}}, " +
        '[0, 255, 256, 65535, 65536, -1, 2147483648, -2147483648, 9007199254740991, -9007199254740991, 1.5, -0.0], ' +
        '[1.0, None, inf]]',
    );
  });

  test.each<[string, ReadValue]>([
    [
      "[('a.b', (1700000000, 1.5)), ('ü😀\\n\\\\', (2**40, -1e-300))]",
      [
        ['a.b', [1_700_000_000, 1.5]],
        ['ü😀\n\\', [2 ** 40, -1e-300]],
      ],
    ],
    [
      '[None, True, False, 0, 255, 256, 65536, -1, -2**31, 2**63, -2**63-1, 1e400, ()]',
      [
        null,
        true,
        false,
        0,
        255,
        256,
        65_536,
        -1,
        -(2 ** 31),
        2n ** 63n,
        -(2n ** 63n) - 1n,
        Number.POSITIVE_INFINITY,
        [],
      ],
    ],
    [
      "{'a': [1], 'b': {2: (1, 2, 3, 4)}}",
      new Map<ReadValue, ReadValue>([
        ['a', [1]],
        ['b', new Map([[2, [1, 2, 3, 4]]])],
      ]),
    ],
    ['[[i, str(i)] for i in range(3000)]', Array.from({ length: 3000 }, (_, i) => [i, String(i)])],
    ["['x' * 70000] * 3", Array.from({ length: 3 }, () => 'x'.repeat(70_000))],
  ])('what Python writes in any protocol is read: %s', async (expression, value) => {
    const pickles = (await python.ask({ write: expression })) as string[];
    for (const pickle of pickles) expect(readPickle(Buffer.from(pickle, 'base64'))).toEqual(value);
  });
});
