// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to variables and queries are what is shown
/** What somebody writes on a dashboard is shown, and nothing of it runs: hostile texts through the real cleaner, in a real browser. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWebIfStale } from '../scripts/buildWebIfStale.ts';
import type { Dashboard, Panel } from '../src/schema/dashboard.ts';
import { launchBrowser, openPage, seriousFindings } from './support/browser.ts';
import { ROOT, type Server } from './support/runProgram.ts';
import { startServer } from './support/startServer.ts';

let server: Server;
let browser: Browser;

beforeAll(async () => {
  buildWebIfStale(ROOT);
  browser = await launchBrowser();
  server = await startServer({ flags: ['--no-agent', '--anonymous', 'admin'] });
});

afterAll(() => browser?.close());

type Mode = 'markdown' | 'html' | 'code';
type TextPanel = Extract<Panel, { type: 'text' }>;

function textPanel(
  content: string,
  mode: Mode,
  place: number,
  parts: Partial<Pick<TextPanel, 'targets' | 'field'>> = {},
): TextPanel {
  const grid = { x: (place % 4) * 6, y: Math.floor(place / 4) * 4, w: 6, h: 4 };
  return { id: `p${place}`, type: 'text', title: `${place}`, grid, options: { content, mode }, ...parts };
}

/** Saves a dashboard of these panels and opens it; what is asked of other hosts is collected. */
async function show(panels: readonly TextPanel[], search = '', parts: Partial<Dashboard> = {}) {
  const dashboard: Dashboard = {
    format: 'plumbago-dashboard',
    formatVersion: 1,
    title: `Texts ${crypto.randomUUID()}`,
    rows: [{ id: 'row', panels: [...panels] }],
    ...parts,
  };
  const answer = await fetch(`${server.url}/api/dashboards`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ dashboard }),
  });
  expect(answer.status, await answer.clone().text()).toBeLessThan(300);
  const { uid } = (await answer.json()) as { uid: string };
  // Without the policy of the page, which would stop what the cleaner lets through.
  const { page, messages } = await openPage(browser, {
    viewport: { width: 1440, height: 4000 },
    bypassCSP: true,
  });
  const strangers: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== new URL(server.url).origin)
      strangers.push(request.url());
  });
  page.on('dialog', (dialog) => {
    messages.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${server.url}/d/${uid}${search}`);
  await expect.poll(() => page.getByTestId('text-panel').count(), { timeout: 20_000 }).toBe(panels.length);
  return { page, messages, strangers };
}

/** All that could run, ask for input or load from elsewhere, of what stands in text panels. */
async function dangers(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const found = [];
    if (window.hacked) found.push('a script ran: ' + window.hacked);
    const tags = ['script', 'iframe', 'frame', 'object', 'embed', 'form', 'input', 'button', 'textarea', 'select', 'style',
      'link', 'meta', 'base', 'template', 'audio', 'video', 'source', 'use', 'foreignobject', 'animate', 'set', 'image',
      'dialog', 'math', 'feimage'];
    for (const panel of document.querySelectorAll('[data-testid="text-panel"]'))
      for (const element of panel.querySelectorAll('*')) {
        const name = element.tagName.toLowerCase();
        const where = name + ' in ' + panel.closest('[data-panel-id]').getAttribute('data-panel-id');
        if (tags.includes(name)) found.push(where);
        for (const { name: attribute, value } of element.attributes) {
          if (/^on/i.test(attribute)) found.push(where + ': ' + attribute);
          if (/^\\s*(javascript|vbscript|data:text)/i.test(value.replace(/[\\u0000-\\u0020]/g, ''))) found.push(where + ': ' + attribute + '=' + value);
          if (/url\\s*\\(|expression|position|z-index/i.test(value) && attribute === 'style') found.push(where + ': ' + value);
          if (['id', 'name', 'srcset', 'background', 'poster', 'srcdoc', 'formaction', 'action', 'ping'].includes(attribute)) found.push(where + ': ' + attribute);
          if (attribute.startsWith('data-')) found.push(where + ': ' + attribute);
        }
        if (name === 'img' && element.src !== '' && !element.src.startsWith('data:image/') && new URL(element.src).origin !== location.origin)
          found.push(where + ': ' + element.src);
        const address = element.getAttribute('href') ?? element.getAttribute('xlink:href');
        if (address !== null && new URL(address, location.href).origin !== location.origin && !/noopener/.test(element.getAttribute('rel') ?? ''))
          found.push(where + ': ' + address + ' without rel');
      }
    return found;
  })()`)) as string[];
}

const hostile: readonly string[] = [
  '<script>window.hacked = 1</script>',
  '<scr<script>ipt>window.hacked = 1</scr</script>ipt>',
  '<img src=x onerror="window.hacked = 1">',
  '<img src=x:x onerror=window.hacked=1//>',
  '<body onload="window.hacked = 1">',
  '<svg onload="window.hacked = 1"></svg>',
  '<svg><script>window.hacked = 1</script></svg>',
  '<svg><animate onbegin="window.hacked = 1" attributeName="x" dur="1s" /></svg>',
  '<svg><a xlink:href="javascript:window.hacked=1"><text y="20">click</text></a></svg>',
  '<svg><set attributeName="onmouseover" to="window.hacked=1" /></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>window.hacked=1</script></svg>#x" /></svg>',
  '<svg><foreignObject><iframe src="javascript:window.hacked=1"></iframe></foreignObject></svg>',
  '<svg><image href="http://stranger.invalid/x.png" width="9" height="9" /></svg>',
  '<svg><rect width="9" height="9" fill="url(http://stranger.invalid/x.svg#a)" /></svg>',
  '<svg></p><style><a id="</style><img src=1 onerror=window.hacked=1>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.hacked=1&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=window.hacked=1>',
  '<noscript><p title="</noscript><img src=x onerror=window.hacked=1>">',
  '<template><img src=x onerror=window.hacked=1></template>',
  '<a href="javascript:window.hacked=1">click</a>',
  '<a href=" &#106;ava&#115;cript&#58;window.hacked=1">click</a>',
  '<a href="java\tscript:window.hacked=1">click</a>',
  '<a href="data:text/html,<script>window.hacked=1</script>">click</a>',
  '<a href="http://stranger.invalid/" target="_self">away</a> <a href="//stranger.invalid/">away</a>',
  '<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>',
  '<iframe src="http://stranger.invalid/"></iframe><object data="http://stranger.invalid/x"></object><embed src="http://stranger.invalid/x">',
  '<form action="http://stranger.invalid/"><input name="password" autofocus onfocus="window.hacked=1"><button>Sign in</button></form>',
  '<img src="http://stranger.invalid/x.png"><img srcset="http://stranger.invalid/y.png 2x"><img src="//stranger.invalid/z.png">',
  '<div style="position:fixed;inset:0;z-index:9999;background:url(http://stranger.invalid/x.png)">over everything</div>',
  '<p style="background-image:image-set(url(http://stranger.invalid/x.png) 1x);color:red">red</p>',
  '<table background="http://stranger.invalid/x.png"><tr><td>cell</td></tr></table>',
  '<video src="http://stranger.invalid/x.mp4" poster="http://stranger.invalid/x.png"></video><audio src="http://stranger.invalid/x.mp3" autoplay></audio>',
  '<style>body { display: none }</style><link rel="stylesheet" href="http://stranger.invalid/x.css">',
  '<base href="http://stranger.invalid/"><meta http-equiv="refresh" content="0;url=http://stranger.invalid/">',
  '<div id="content" data-mark="0" data-testid="text-panel-inner" name="body">named</div>',
  '<dialog open>over everything</dialog>',
];
const hostileMarkdown: readonly string[] = [
  '[click](javascript:window.hacked=1)',
  '[click](<java\nscript:window.hacked=1>)',
  '[click](data:text/html;base64,PHNjcmlwdD53aW5kb3cuaGFja2VkPTE8L3NjcmlwdD4=)',
  '![x](http://stranger.invalid/x.png "title\\" onerror=window.hacked=1")',
  '![x](javascript:window.hacked=1)',
  '<javascript:window.hacked=1>',
  '```"><img src=x onerror=window.hacked=1>\ncode\n```',
  '[x]: javascript:window.hacked=1\n\n[x]',
  '[away](http://stranger.invalid/)',
  '- [ ] a task',
];

test('nothing that is written runs, asks for input or loads from elsewhere', async () => {
  const panels = [
    ...hostile.map((content, i) => textPanel(content, 'html', i)),
    ...[...hostile, ...hostileMarkdown].map((content, i) =>
      textPanel(`# Text\n\n${content}`, 'markdown', hostile.length + i),
    ),
    textPanel(hostile.join('\n'), 'code', hostile.length * 2 + hostileMarkdown.length),
  ];
  const { page, messages, strangers } = await show(panels);
  await expect
    .poll(() => page.getByTestId('text-panel').getByRole('heading', { name: 'Text' }).count())
    .toBe(hostile.length + hostileMarkdown.length);
  expect(await dangers(page)).toEqual([]);
  // Links that are left lead somewhere that is no script.
  for (const link of await page.getByTestId('text-panel').locator('a:has-text("click")').all())
    await link.click({ trial: true });
  expect(await page.evaluate('window.hacked ?? null')).toBeNull();
  expect(strangers).toEqual([]);
  expect(messages.filter((message) => !message.includes('404'))).toEqual([]);
});

test('values from the address are words, whatever they hold', async () => {
  const search = `?var-name=${encodeURIComponent('<img src=x onerror="window.hacked=1"><iframe src="javascript:1"></iframe>')}`;
  const { page, messages, strangers } = await show(
    [textPanel('Hello $name', 'markdown', 0), textPanel('<p>Hello ${name}</p>', 'html', 1)],
    search,
    { variables: [{ name: 'name', type: 'text', current: 'you' }] },
  );
  await expect.poll(() => page.getByTestId('text-panel').getByText('Hello').count()).toBe(2);
  expect(await dangers(page)).toEqual([]);
  expect(strangers).toEqual([]);
  // A picture that is not there is asked for on this server, and that is all that such a value can do.
  expect(messages.filter((message) => !message.includes('404'))).toEqual([]);
});

test('what is meant to be seen is', async () => {
  const picture =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
  const { page, messages } = await show([
    textPanel(
      `## Runbook\n**bold** and [hosts](/) and [away](https://example.org/)\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n![dot](${picture})`,
      'markdown',
      0,
    ),
    textPanel(
      '<p style="color: rgb(200, 0, 0); position: absolute">red</p><svg width="20" height="20"><circle cx="9" cy="9" r="9" fill="#3a9" /></svg><img src="/favicon.svg" alt="mark" width="20">',
      'html',
      1,
    ),
    textPanel('a <b>  c\n$x', 'code', 2),
    textPanel('Now ${A}, at most **${B.max}**, nothing ${C}', 'markdown', 3, {
      targets: [
        { refId: 'A', target: 'constantLine(42)' },
        { refId: 'B', target: 'alias(constantLine(1500), "b")' },
      ],
      field: { unit: 'bytes', decimals: 1 },
    }),
  ]);
  const panels = page.getByTestId('text-panel');
  await panels.nth(0).getByRole('heading', { name: 'Runbook' }).waitFor();
  expect(await panels.nth(0).locator('strong, td, img').count()).toBe(4);
  expect(await panels.nth(0).locator('img').getAttribute('src')).toBe(picture);
  const away = panels.nth(0).getByRole('link', { name: 'away' });
  expect([await away.getAttribute('target'), await away.getAttribute('rel')]).toEqual([
    '_blank',
    'noopener noreferrer',
  ]);
  expect(await panels.nth(1).locator('p').getAttribute('style')).toBe('color: rgb(200, 0, 0)');
  expect(await panels.nth(1).locator('circle, img[src="/favicon.svg"]').count()).toBe(2);
  expect(await panels.nth(2).textContent()).toBe('a <b>  c\n$x');
  await expect
    .poll(() => panels.nth(3).textContent())
    .toMatch(/^Now 42(\.0)? B, at most 1\.5 KiB, nothing \$\{C\}\s*$/);

  expect(await seriousFindings(page)).toEqual([]);

  // A link to another page of the app opens it without loading it again.
  await page.evaluate('window.sameDocument = true');
  await panels.nth(0).getByRole('link', { name: 'hosts' }).click();
  await page.waitForURL(`${server.url}/`);
  expect(await page.evaluate('window.sameDocument')).toBe(true);
  expect(messages).toEqual([]);
});
