/** Where the browser tests of dashboards take place: the real program with a few points, and a page that anybody may edit. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { buildWebIfStale } from '../../scripts/buildWebIfStale.ts';
import type { Dashboard, Panel } from '../../src/schema/dashboard.ts';
import type { DashboardAnswer, Saved } from '../../src/schema/dashboards.ts';
import { postJson } from './admin.ts';
import { getJson } from './api.ts';
import { artefact } from './artefacts.ts';
import { launchBrowser, openPage } from './browser.ts';
import { eventually } from './eventually.ts';
import { ROOT, type Server } from './runProgram.ts';
import { sendLines } from './sender.ts';
import { startServer } from './startServer.ts';

export interface DashboardLab {
  readonly server: Server;
  readonly browser: Browser;
  /** Wide and dark; all tests of a file share it. */
  readonly page: Page;
  /** Findings of `lookAt`: a test of its own says at the end that there are none. */
  readonly findings: string[];
  /** Another window of the same browser, with nothing in its storage; its console is watched as well. */
  openWindow(options?: BrowserContextOptions): Promise<Page>;
  /** Opens an address of the server, such as `/d/cpu`. */
  open(path: string): Promise<void>;
  /** Keeps a dashboard on the server as a program would. */
  store(dashboard: Dashboard): Promise<Saved>;
  /** The dashboard as the server has it. */
  stored(uid: string): Promise<DashboardAnswer>;
  /** Sends points, `name value second`, and resolves when they can be read. */
  send(lines: readonly string[]): Promise<void>;
  /** A console message that is meant to come in this test. */
  expectMessage(pattern: RegExp): void;
}

interface LabOptions {
  /** Points that are there from the beginning. */
  readonly points?: readonly string[];
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Ten seconds between points; the server has no agent, so nothing is there but what a test sends. */
const SCHEMAS = '[all]\npattern = .*\nretentions = 10s:2d\n';

/**
 * Sets up server, browser and page for a test file, and takes them down. After each test the console must have been silent. A
 * test that fails leaves a picture of the page, `NAME-failed-TEST.png`.
 */
export function dashboardLab(
  name: string,
  { points = [], flags = [], env = {} }: LabOptions = {},
): DashboardLab {
  let server: Server;
  let browser: Browser;
  let page: Page;
  const consoles: string[][] = [];
  const expected: RegExp[] = [];
  const findings: string[] = [];

  const openWindow = async (options: BrowserContextOptions = {}) => {
    const opened = await openPage(browser, { colorScheme: 'dark', reducedMotion: 'reduce', ...options });
    consoles.push(opened.messages);
    return opened.page;
  };
  const send = async (lines: readonly string[]) => {
    await sendLines(server.ready.carbon, lines);
    const [target, value, second] = lines.at(-1)!.split(' ') as [string, string, string];
    const at = Number(second) - (Number(second) % 10);
    const query = new URLSearchParams({ target, format: 'json', from: String(at - 10), until: String(at) });
    const wanted = `[${Number(value)}, ${at}]`;
    await eventually(
      async () => (await fetch(`${server.url}/render?${query}`)).text(),
      (text) => text.replaceAll('.0', '').includes(wanted),
    );
  };

  beforeAll(async () => {
    buildWebIfStale(ROOT);
    [browser, server] = await Promise.all([
      launchBrowser(),
      startServer({ schemas: SCHEMAS, flags: ['--no-agent', '--anonymous', 'admin', ...flags], env }),
    ]);
    page = await openWindow();
    if (points.length > 0) await send(points);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      const test = task.name.replace(/[^a-z0-9]+/gi, '-').slice(0, 60);
      await page.screenshot({ path: artefact(`${name}-failed-${test}.png`) }).catch(() => undefined);
    }
    const said = consoles.flatMap((messages) => messages.splice(0));
    const meant = expected.splice(0);
    expect(said.filter((message) => !meant.some((pattern) => pattern.test(message)))).toEqual([]);
  });
  afterAll(() => browser?.close());

  return {
    get server() {
      return server;
    },
    get browser() {
      return browser;
    },
    get page() {
      return page;
    },
    findings,
    openWindow,
    async open(path) {
      await page.goto(server.url + path);
    },
    store: (dashboard) => postJson(`${server.url}/api/dashboards`, { dashboard }),
    stored: (uid) => getJson(`${server.url}/api/dashboards/${uid}`),
    send,
    expectMessage: (pattern) => expected.push(pattern),
  };
}

type PanelSketch = {
  [Type in Panel['type']]: Omit<Extract<Panel, { type: Type }>, 'id' | 'grid'>;
}[Panel['type']];

/** A dashboard with its panels in two columns, `p1`, `p2` …, each as wide as `w` and as high as `h` says or half the page. */
export function dashboardOf(
  uid: string,
  panels: readonly (PanelSketch & { readonly grid?: Panel['grid'] })[],
  more: Partial<Dashboard> = {},
): Dashboard {
  return {
    format: 'plumbago-dashboard',
    formatVersion: 1,
    uid,
    title: uid,
    rows: [
      {
        id: 'r1',
        panels: panels.map(
          (panel, i) =>
            ({
              grid: { x: (i % 2) * 12, y: Math.floor(i / 2) * 8, w: 12, h: 8 },
              ...panel,
              id: `p${i + 1}`,
            }) as Panel,
        ),
      },
    ],
    ...more,
  };
}

/** Targets by their letters: `A`, `B` … */
export function targets(...texts: readonly string[]): { refId: string; target: string }[] {
  return texts.map((target, i) => ({ refId: String.fromCharCode(65 + i), target }));
}

/** Lines for a series whose value at a second is `value(i)`; the newest of `count` points is at `until`. */
export function pointsOf(
  name: string,
  count: number,
  until: number,
  value: (i: number) => number | null,
): string[] {
  return Array.from({ length: count }, (_, i) => [value(i), until - (count - 1 - i) * 10] as const).flatMap(
    ([number, second]) => (number === null ? [] : [`${name} ${number} ${second}`]),
  );
}
