import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkLayering } from './checkLayering.ts';
import type { RoomRule } from './layeringRules.ts';
import { readImports } from './readImports.ts';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

const rules: Record<string, RoomRule> = {
  model: { imports: [], pure: true },
  storage: { imports: ['model'] },
  query: { imports: ['model'], types: ['storage/store.ts'] },
  http: { imports: ['model', 'storage', 'query'] },
  'main.ts': { imports: ['http'] },
  web: { imports: [], types: ['schema'] },
  schema: { imports: [] },
};

function check(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'plumbago-layering-'));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return checkLayering(root, rules);
}

const leaf = 'export const a = 1; export type A = number;\n';

test('a house in order has no problems', () => {
  expect(
    check({
      'src/model/series.ts': leaf,
      'src/model/grid.ts': "import { a } from './series.ts'; export const b = a;",
      'src/storage/store.ts':
        "import type { A } from '../model/series.ts'; import { readFileSync } from 'node:fs';",
      'src/query/fetch.ts': "import type { A } from '../storage/store.ts';",
      'src/query/fetch.test.ts': "import '../http/server.ts';",
      'src/http/server.ts': "import '../storage/store.ts'; import '../query/fetch.ts'; import 'fastify';",
      'src/main.ts':
        "// import './nowhere.ts'\nconst text = \"import './nowhere.ts'\"; await import('./http/server.ts');",
      'src/schema/api.ts': leaf,
      'web/src/App.tsx': "import type { A } from '../../src/schema/api.ts'; export const App = () => <p/>;",
    }),
  ).toEqual([]);
});

test.each<[string, string, string, string]>([
  ['static', 'src/storage/store.ts', "import '../http/server.ts';", 'storage may not import http/server.ts'],
  [
    'of a type',
    'src/storage/store.ts',
    "import type { A } from '../http/server.ts';",
    'storage may not import http',
  ],
  [
    'as an export',
    'src/storage/store.ts',
    "export * from '../http/server.ts';",
    'storage may not import http',
  ],
  ['dynamic', 'src/storage/store.ts', "await import('../http/server.ts');", 'storage may not import http'],
  [
    'in a type',
    'src/storage/store.ts',
    "type A = import('../http/server.ts').A;",
    'storage may not import http',
  ],
  [
    'of a worker',
    'src/storage/store.ts',
    "new URL('../http/server.ts', import.meta.url);",
    'storage may not import http',
  ],
  [
    'of a value where types are allowed',
    'src/query/run.ts',
    "import { a } from '../storage/log.ts';",
    'query may not',
  ],
  ['of the world', 'src/model/clock.ts', "import { readFileSync } from 'node:fs';", 'only calculates'],
  [
    'of the world, promised',
    'src/model/clock.ts',
    "import { readFile } from 'fs/promises';",
    'only calculates',
  ],
  ['of a missing file', 'src/storage/store.ts', "import '../model/gone.ts';", 'is no file'],
  [
    'by web of a value',
    'web/src/main.ts',
    "import { a } from '../../src/schema/api.ts';",
    '"import type" only',
  ],
  [
    'by web, half a value',
    'web/src/main.ts',
    "import { type A } from '../../src/schema/api.ts';",
    '"import type" only',
  ],
  [
    'by web of another room',
    'web/src/main.ts',
    "import type { A } from '../../src/http/server.ts';",
    'web may not',
  ],
])('an import %s that points upwards is named', (_form, path, text, problem) => {
  const problems = check({
    'src/http/server.ts': leaf,
    'src/storage/log.ts': leaf,
    'src/schema/api.ts': leaf,
    [path]: `\n${text}\n`,
  });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${path}:2: `));
  expect(problems[0]).toContain(problem);
});

test('a value where only types are allowed', () => {
  const problems = check({
    'src/storage/store.ts': leaf,
    'src/query/run.ts': "import { a } from '../storage/store.ts';",
  });
  expect(problems).toEqual(['src/query/run.ts:1: query may use storage/store.ts by "import type" only']);
});

test('a room that the table does not know is named once', () => {
  const problems = check({ 'src/attic/box.ts': leaf, 'src/attic/chest.ts': leaf });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('the room attic is not in');
});

test('a circle of files is named with its way', () => {
  const problems = check({
    'src/model/a.ts': "import './b.ts';",
    'src/model/b.ts': "import type { C } from './c.ts';",
    'src/model/c.ts': "import './a.ts';",
    'src/model/apart.ts': "import './a.ts';",
  });
  expect(problems).toEqual([
    'src/model/c.ts:1: files import each other in a circle: src/model/a.ts → src/model/b.ts → src/model/c.ts → src/model/a.ts',
  ]);
});

test('a file that does not parse is named with its line', () => {
  expect(() => readImports('src/model/torn.ts', "import a from 'b';\nconst = 3;\n")).toThrow(
    /^src\/model\/torn\.ts:2: /,
  );
});
