import { expect, test } from 'vitest';
import type { Dashboard } from '../../../src/schema/dashboard.ts';
import { type DraftStorage, dropDraft, readDraft, writeDraft } from './draft.ts';

const dashboard: Dashboard = { format: 'plumbago-dashboard', formatVersion: 1, title: 'Test', rows: [] };
const draft = { dashboard, baseVersion: 3, savedSeconds: 1_700_000_000 };

function memory(): DraftStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

test('a draft is what was written, of its own dashboard only, until it is dropped', () => {
  const storage = memory();
  expect(writeDraft(storage, 'a', draft)).toBe(true);
  expect(readDraft(storage, 'a')).toEqual(draft);
  expect(readDraft(storage, 'b')).toBeNull();
  dropDraft(storage, 'a');
  expect(readDraft(storage, 'a')).toBeNull();
});

test.each(['', '{', 'null', '[]', '{"dashboard":{}}', '{"dashboard":{"rows":[]},"baseVersion":"1"}'])(
  'what is no draft is not offered: %s',
  (text) => {
    const storage = memory();
    writeDraft(storage, 'a', draft);
    for (const key of storage.kept.keys()) storage.kept.set(key, text);
    expect(readDraft(storage, 'a')).toBeNull();
  },
);

test('without storage, or with a full one, nothing breaks', () => {
  const full: DraftStorage = {
    ...memory(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(writeDraft(full, 'a', draft)).toBe(false);
  expect(writeDraft(null, 'a', draft)).toBe(false);
  expect(readDraft(null, 'a')).toBeNull();
});
