import { inflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestServer, type TestServer } from '../../test/support/httpServer.ts';
import type { Dashboard, Panel, Row } from '../schema/dashboard.ts';
import type { SnapshotContent } from '../schema/dashboards.ts';

const now = 1_700_000_000;
let server: TestServer;
beforeEach(async () => {
  server = await createTestServer({ settings: { anonymous: 'viewer' }, now: () => now });
  for (const [host, value] of [
    ['web01', 30],
    ['web02', 60],
    ['db01', 90],
  ] as const)
    server.store.add(
      `servers.${host}.load`,
      60,
      Array.from({ length: 60 }, (_, i): [number, number] => [now - 20 - i * 60, value]),
    );
});
afterEach(() => server.close());

const panel = (rest: Partial<Panel> & { readonly id: string }): Panel =>
  ({
    ...{ type: 'timeseries', title: 'Load', grid: { x: 0, y: 0, w: 12, h: 8 } },
    targets: [{ refId: 'A', target: 'servers.$host.load' }],
    ...rest,
  }) as Panel;
const row = (id: string, panels: readonly Panel[], rest: Partial<Row> = {}): Row => ({
  id,
  panels: [...panels],
  ...rest,
});

async function keep(rows: readonly Row[], rest: Partial<Dashboard> = {}): Promise<void> {
  const dashboard: Dashboard = {
    ...{ format: 'plumbago-dashboard', formatVersion: 1, uid: 'web', title: 'Web servers' },
    time: { from: '-30min', until: 'now' },
    variables: [
      { name: 'host', label: 'Host', type: 'query', query: 'servers.*', multi: true, includeAll: true },
    ],
    rows: [...rows],
    ...rest,
  };
  const answer = await server.inject({
    method: 'POST',
    url: '/api/dashboards',
    headers: server.as('editor'),
    payload: { dashboard },
  });
  expect(answer.statusCode).toBe(200);
}

const get = (url: string) => server.inject({ url: `/render/${url}` });
/** What a picture says to those who cannot see it. */
async function said(url: string): Promise<string> {
  const { statusCode, body } = await get(url);
  expect([statusCode, body.slice(0, 4)]).toEqual([200, '<svg']);
  return /aria-label="([^"]*)"/.exec(body)![1].replaceAll('&quot;', '"');
}
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('a dashboard', () => {
  test.each([
    ['png', 'image/png', '\x89PNG'],
    ['svg', 'image/svg+xml', '<svg'],
    ['pdf', 'application/pdf', '%PDF'],
  ])('as %s', async (format, contentType, begin) => {
    await keep([row('r', [panel({ id: 'p1' })])]);
    const answer = await get(`d/web.${format}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe(contentType);
    expect(answer.headers['content-disposition']).toBe(`inline; filename="web-servers.${format}"`);
    expect(answer.rawPayload.subarray(0, 4).toString('latin1')).toBe(begin);
  });

  test('has every panel once, repeated ones for each value, and says range and choices', async () => {
    await keep([
      row('r1', [panel({ id: 'p1', title: 'All of them' })]),
      row('r2', [panel({ id: 'p2', title: 'Load of $host', repeat: { variable: 'host' } })], {
        title: 'Each of $host',
      }),
    ]);
    const words = await said('d/web.svg?var-host=web01&var-host=web02');
    expect(words.split('. ').map((part) => part.replace(/^(.*?): .*/, '$1'))).toEqual([
      'Web servers',
      'All of them',
      'Each of web01 + web02',
      'Load of web01',
      'Load of web02',
    ]);
    expect(words).toContain('All of them: servers.web01.load 30, servers.web02.load 60');
    expect(words).toContain('Load of web02: servers.web02.load 60');
  });

  test('without a choice shows what the dashboard says: the first, or all', async () => {
    await keep([row('r', [panel({ id: 'p1' })])]);
    expect(await said('d/web.svg')).toContain('Load: servers.db01.load 90');
    const all = await said('d/web.svg?var-host=$__all');
    for (const host of ['db01', 'web01', 'web02']) expect(all).toContain(`servers.${host}.load`);
  });

  test('folded rows are their headings, and panels that found nothing take no room', async () => {
    await keep([
      row('r1', [panel({ id: 'p1' })], { title: 'Open' }),
      row('r2', [panel({ id: 'p2' }), panel({ id: 'p3', grid: { x: 12, y: 0, w: 12, h: 8 } })], {
        title: 'Folded',
        collapsed: true,
      }),
      row('r3', [panel({ id: 'p4', hideWhenEmpty: true, targets: [{ refId: 'A', target: 'none.*' }] })], {
        title: 'Silent',
      }),
    ]);
    const words = await said('d/web.svg');
    expect(words).toContain('Folded, 2 panels');
    expect(words).not.toContain('Silent');
    expect(words).toContain('One panel found nothing and is not shown');
    // A title, two headings, one line of panels and a note.
    expect(sizeOf((await get('d/web.png?width=600')).rawPayload)).toEqual([
      600,
      16 + 52 + 8 + 32 + 8 + 296 + 8 + 32 + 8 + 20 + 16,
    ]);
  });

  test('a panel that fails says so in its place, and the rest is drawn', async () => {
    await keep([
      row('r', [
        panel({ id: 'p1', title: 'Broken', targets: [{ refId: 'A', target: 'sum(' }] }),
        panel({
          id: 'p2',
          title: 'Circle',
          targets: [{ refId: 'A', target: '#A' }],
          grid: { x: 0, y: 8, w: 12, h: 8 },
        }),
        panel({ id: 'p3', title: 'Whole', grid: { x: 12, y: 0, w: 12, h: 8 } }),
        panel({
          ...{ id: 'p4', title: 'Half', grid: { x: 12, y: 8, w: 12, h: 8 } },
          targets: [
            { refId: 'A', target: 'servers.web01.load' },
            { refId: 'B', target: 'nonsense(servers.web01.load)' },
          ],
        }),
      ]),
    ]);
    const words = await said('d/web.svg');
    expect(words).toContain('Broken: the target ends too early');
    expect(words).toContain('Circle: #A refers to itself');
    expect(words).toContain('Whole: servers.db01.load 90');
    expect(words).toContain('Half: servers.web01.load 30');
  });

  test('variables whose choices cannot be known are told, and do not stop it', async () => {
    await keep([row('r', [panel({ id: 'p1', targets: [{ refId: 'A', target: 'servers.web01.load' }] })])], {
      variables: [{ name: 'bad', label: 'Bad', type: 'query', query: 'servers.*', regex: '(' }],
    });
    expect(await said('d/web.svg')).toContain('servers.web01.load 30');
  });

  test('pages of a PDF are A4, whichever way they lie, and hold all panels', async () => {
    const panels = Array.from({ length: 12 }, (_, i) =>
      panel({ id: `p${i}`, title: `Panel number ${i}`, grid: { x: (i % 2) * 12, y: i * 4, w: 12, h: 8 } }),
    );
    await keep([row('r', panels)]);
    for (const [paper, box, pages] of [
      ['landscape', '841.89 595.28', 3],
      ['portrait', '595.28 841.89', 2],
    ] as const) {
      const text = (await get(`d/web.pdf?paper=${paper}`)).rawPayload.toString('latin1');
      expect(text.match(new RegExp(`/MediaBox \\[0 0 ${box}\\]`, 'g'))).toHaveLength(pages);
      const shown = [...text.matchAll(/stream\n([\s\S]*?)\nendstream/g)]
        .slice(0, pages)
        .map(([, data]) => inflateSync(Buffer.from(data, 'latin1')).toString('latin1'));
      // Each panel is a picture of its own within its page.
      const count = shown.reduce((sum, page) => sum + page.match(/^q 1 0 0 1 /gm)!.length, 0);
      expect(count).toBe(panels.length);
    }
  });

  test('a picture that would be too large is refused with words', async () => {
    const tall = panel({ id: 'p', grid: { x: 0, y: 0, w: 24, h: 1000 } });
    await keep([row('r', [tall, { ...tall, id: 'q', grid: { ...tall.grid, y: 1000 } }])]);
    const answer = await get('d/web.png');
    expect(answer.statusCode).toBe(422);
    expect(answer.json().error.message).toMatch(/^The picture would be 1200 × \d+ pixels/);
  });
});

describe('a panel', () => {
  beforeEach(() =>
    keep([
      row('r', [
        panel({ id: 'p1' }),
        panel({ id: 'p2', title: 'One', repeat: { variable: 'host' }, grid: { x: 0, y: 8, w: 12, h: 8 } }),
      ]),
    ]),
  );

  test('by its id, in the size that was asked for', async () => {
    expect(await said('d/web.svg?panel=p1')).toBe('Load: servers.db01.load 90');
    expect(sizeOf((await get('d/web.png?panel=p1')).rawPayload)).toEqual([800, 400]);
    expect(sizeOf((await get('d/web.png?panel=p1&width=300&height=120')).rawPayload)).toEqual([300, 120]);
  });

  test('a repeated one by its value, or else the first of its copies', async () => {
    const choice = 'var-host=web01&var-host=web02';
    expect(await said(`d/web.svg?panel=p2@web02&${choice}`)).toBe('One: servers.web02.load 60');
    expect(await said(`d/web.svg?panel=p2&${choice}`)).toBe('One: servers.web01.load 30');
  });

  test('a threshold is a line of its colour at its height', async () => {
    await keep(
      [
        row('r', [
          panel({
            id: 'limit',
            title: '',
            transparent: true,
            targets: [{ refId: 'A', target: 'servers.web01.load' }],
            options: { legend: { show: false } },
            field: {
              ...{ min: 0, max: 100, unit: 'none', color: { mode: 'fixed', color: '#0000ff' } },
              thresholds: {
                steps: [
                  { value: null, color: 'ok' },
                  { value: 50, color: '#ff0000' },
                ],
              },
              thresholdsStyle: 'line',
            },
          } as Partial<Panel> & { id: string }),
        ]),
      ],
      { uid: 'other' },
    );
    const { body } = await get('d/other.svg?panel=limit&width=400&height=300');
    // The inside begins at 1 and ends 3 above the lower edge; the plot in it at 8, and ends 24 above: 264 pixels for 0 to 100.
    const line = /<path d="M[\d.]+ ([\d.]+) [\d.]+ ([\d.]+) " fill="none" stroke="#ff0000"/.exec(body)!;
    expect([Number(line[1]), Number(line[2])]).toEqual([8 + 264 / 2, 8 + 264 / 2]);
  });
});

test('marks of the dashboard are on its charts', async () => {
  await keep([row('r', [panel({ id: 'p1' })])]);
  const before = (await get('d/web.svg?panel=p1')).body;
  const made = await server.inject({
    method: 'POST',
    url: '/api/annotations',
    headers: server.as('editor'),
    payload: { time: now - 600, timeEnd: now - 300, title: 'Deploy', dashboard: 'web' },
  });
  expect(made.statusCode).toBe(200);
  const after = (await get('d/web.svg?panel=p1')).body;
  expect(after.match(/<rect /g)!.length).toBe(before.match(/<rect /g)!.length + 2);
});

test('the dashboard of a branch that nobody had to build', async () => {
  expect(await said('d/instant.svg?path=servers.web01&from=-30min')).toContain('servers.web01');
});

test('lists have their hosts, dashboards and annotations', async () => {
  server.store.add('hosts.web01.cpu.all.usage', 10, [[now - 10, 42]]);
  await keep([
    row('r', [
      panel({ id: 'p1', type: 'host-list', title: 'Machines', targets: [] }),
      panel({
        id: 'p2',
        type: 'dashboard-list',
        title: 'Others',
        targets: [],
        grid: { x: 0, y: 8, w: 12, h: 8 },
      }),
    ]),
  ]);
  const words = await said('d/web.svg');
  expect(words).toMatch(/Machines: web01 42 %/);
  expect(words).toContain('Web servers');
});

test('a snapshot shows what was taken', async () => {
  const content: SnapshotContent = {
    dashboard: {
      ...{ format: 'plumbago-dashboard', formatVersion: 1, title: 'Then' },
      rows: [row('r', [panel({ id: 'p1', title: 'Load of $host' })])],
    },
    ...{ from: now - 7200, until: now - 3600, takenSeconds: now - 3600, variables: { host: 'web09' } },
    panels: {
      p1: { series: [{ refId: 'A', name: 'frozen', start: now - 7200, step: 60, values: [1, null, 7] }] },
    },
  };
  const made = await server.inject({
    method: 'POST',
    url: '/api/snapshots',
    headers: server.as('editor'),
    payload: { title: 'Then', content, expiresSeconds: null },
  });
  const { key } = made.json();
  expect(await said(`snapshot/${key}.svg`)).toContain('Load of web09: frozen 7');
  expect(await said(`snapshot/${key}.svg?panel=p1`)).toBe('Load of web09: frozen 7');
  expect((await get('snapshot/nothing.svg')).statusCode).toBe(404);
});

describe('refusals', () => {
  beforeEach(() => keep([row('r', [panel({ id: 'p1' })])]));

  test.each([
    ['d/web.gif', 404, 'no picture "web.gif"'],
    ['d/web', 404, 'no picture'],
    ['d/none.png', 404, 'none'],
    ['d/web.png?panel=p9', 404, 'no panel "p9"'],
    ['d/web.png?width=9', 400, 'width'],
    ['d/web.png?height=5000', 400, 'height'],
    ['d/web.png?theme=pink', 400, 'theme'],
    ['d/web.pdf?paper=a0', 400, 'paper'],
    ['d/web.png?from=nonsense', 400, 'nonsense'],
  ])('%s', async (url, status, words) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.json().error.message]).toEqual([
      status,
      expect.stringContaining(words),
    ]);
  });

  test('nobody who may not look', async () => {
    const closed = await createTestServer();
    try {
      expect((await closed.inject({ url: '/render/d/hosts.png' })).statusCode).toBe(401);
    } finally {
      await closed.close();
    }
  });
});
