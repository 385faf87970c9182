import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeriesSchema } from '../../model/retention.ts';
import { applyDefinitions, DefinitionList } from './definitions.ts';
import { RegistrySaver } from './registryChanges.ts';
import { appendGroups, checkpointPays, readRegistryFile } from './registryFile.ts';
import { SeriesRegistry } from './seriesRegistry.ts';

const encoder = new TextEncoder();
const SCHEMAS: readonly SeriesSchema[] = [60, 10, 300].map((step) => ({
  archives: [{ step, points: 100 }],
  aggregation: 'max',
  xFilesFactor: 0.25,
}));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbago-registry-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A registry, its log as lists of definitions with their sequences, and its file. */
class Store {
  readonly path = join(folder, 'registry');
  registry = new SeriesRegistry();
  saver = new RegistrySaver(this.registry);
  list = new DefinitionList();
  log: { bytes: Uint8Array; count: number; first: number }[] = [];
  validBytes = 0;

  schema(i: number) {
    const before = this.registry.schemas.length;
    const stored = this.registry.internSchema(SCHEMAS[i]!);
    if (stored.number === before) this.list.addSchema(stored);
    return stored;
  }

  /** Does one thing to series of few names, if it can be done. */
  step(kind: string, name: string, other: string, schema: number): void {
    const { registry, list } = this;
    const series = registry.findSeries(name);
    if (kind === 'create' && series < 0) {
      const stored = this.schema(schema);
      registry.addSeries(encoder.encode(name), stored);
      list.addSeries(registry.size - 1, stored.number, encoder.encode(name));
    } else if (kind === 'remove' && series >= 0) {
      registry.remove(series);
      list.addRemove(series);
    } else if (kind === 'rename' && series >= 0 && registry.findSeries(other) < 0) {
      registry.rename(series, encoder.encode(other));
      list.addRename(series, encoder.encode(other));
    } else if (kind === 'assign' && series >= 0) {
      const stored = this.schema(schema);
      registry.assign(series, stored, other > name);
      list.addAssign(series, stored.number, other > name);
    } else if (kind === 'commit') this.commit();
    else if (kind === 'flush') this.flush(schema === 0);
  }

  commit(): void {
    const { list } = this;
    if (list.count === 0) return;
    this.log.push({ bytes: list.bytes.slice(), count: list.count, first: list.firstSequence });
    list.clear();
    expect(list.firstSequence).toBe(this.registry.definitionSequence);
  }

  /** Everything so far into the file; the log is not cut, as if the program had died before. */
  flush(anew: boolean): void {
    this.commit();
    const { groups } = anew ? this.saver.takeAll() : this.saver.takeChanges();
    this.validBytes = appendGroups(this.path, anew ? 0 : this.validBytes, groups);
  }

  /** Starts again from the file and the log from its record `from` on. */
  restart(from: number): void {
    this.registry = new SeriesRegistry();
    const reading = readRegistryFile(this.path, this.validBytes, this.registry);
    expect(reading).toMatchObject({ version: 2, damagedBytes: 0, missing: 0 });
    this.saver = new RegistrySaver(this.registry);
    for (const { bytes, count, first } of this.log.slice(from))
      expect(applyDefinitions(this.registry, bytes, count, first)).toBe(0);
    this.list = new DefinitionList();
    this.list.firstSequence = this.registry.definitionSequence;
  }
}

/** All that a registry is. */
function stateOf(registry: SeriesRegistry): unknown {
  const series = Array.from({ length: registry.size }, (_, i) =>
    registry.hasName(i)
      ? { name: registry.name(i), schema: registry.schema(i), pinned: registry.pinned(i) }
      : null,
  );
  const known = series.flatMap((each) => (each ? [each.name] : []));
  return {
    series,
    live: registry.live,
    names: registry.tree.names(null, 1000),
    found: known.map((name) => registry.findSeries(name)),
    tagged: registry.findByTags(['name!='], 1000).names,
    sequence: registry.definitionSequence,
  };
}

const name = fc.constantFrom('a.b', 'a.c', 'd', 'd.e;x=1', 'd.e;x=2', 'f');
const step = fc.tuple(
  fc.constantFrom('create', 'create', 'create', 'remove', 'rename', 'rename', 'assign', 'commit', 'flush'),
  name,
  name,
  fc.nat({ max: 2 }),
);

describe('the registry file', () => {
  test('with any part of the log behind it gives the registry that was', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40 }),
        fc.array(step, { maxLength: 20 }),
        fc.nat(),
        (before, after, cut) => {
          const store = new Store();
          let needed = 0;
          for (const each of before) {
            store.step(...each);
            // A flush makes the log up to here unnecessary.
            if (each[0] === 'flush') needed = store.log.length;
          }
          store.commit();
          const was = stateOf(store.registry);
          store.restart(cut % (needed + 1));
          expect(stateOf(store.registry)).toEqual(was);
          // And it goes on from there.
          for (const each of after) store.step(...each);
          store.flush(false);
          const is = stateOf(store.registry);
          store.restart(store.log.length);
          expect(stateOf(store.registry)).toEqual(is);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('of format 1 is read, and not appended to', () => {
    const path = 'test/fixtures/format-1/native/registry';
    const registry = new SeriesRegistry();
    expect(readRegistryFile(path, 253, registry)).toMatchObject({ version: 1, damagedBytes: 0, missing: 0 });
    expect(registry.live).toBeGreaterThan(0);
    expect(registry.appliedSequence).toBe(0);
    expect(registry.definitionSequence).toBe(1 + registry.live + registry.schemas.length);
    expect(checkpointPays(1, registry.live, registry)).toBe(true);
    const copy = join(folder, 'format-1');
    writeFileSync(copy, readFileSync(path));
    expect(() => appendGroups(copy, 253, [])).toThrow('format version 1');
    // What it held, in a file of today.
    const bytes = appendGroups(join(folder, 'new'), 0, new RegistrySaver(registry).takeAll().groups);
    const again = new SeriesRegistry();
    readRegistryFile(join(folder, 'new'), bytes, again);
    expect(stateOf(again)).toEqual(stateOf(registry));
  });

  test('the log of format 1 behind it changes nothing that is known', () => {
    const registry = new SeriesRegistry();
    const list = new DefinitionList();
    const schema = registry.internSchema(SCHEMAS[0]!);
    list.addSchema(schema);
    for (const name of ['a', 'b']) {
      registry.addSeries(encoder.encode(name), schema);
      list.addSeries(registry.size - 1, 0, encoder.encode(name));
    }
    const was = stateOf(registry);
    expect(applyDefinitions(registry, list.bytes, list.count, 0)).toBe(0);
    expect(stateOf(registry)).toEqual(was);
  });

  /** Three groups: 9,000 series each, of which the second is of another file's length. */
  function threeGroups(): { file: Buffer; bytes: number; ends: number[] } {
    const store = new Store();
    const ends: number[] = [];
    for (let group = 0; group < 3; group++) {
      for (let i = 0; i < 100; i++) store.step('create', `group${group}.series${i}`, '', 0);
      store.flush(false);
      ends.push(store.validBytes);
    }
    return { file: readFileSync(store.path), bytes: store.validBytes, ends };
  }

  test('a flipped bit costs the group that it is in, and is told', () => {
    const { file, bytes, ends } = threeGroups();
    const path = join(folder, 'damaged');
    for (let at = ends[0]!; at < ends[1]!; at += 3) {
      const damaged = Buffer.from(file);
      damaged[at]! ^= 1 << (at % 8);
      writeFileSync(path, damaged);
      const registry = new SeriesRegistry();
      const reading = readRegistryFile(path, bytes, registry);
      expect(reading.damagedBytes).toBeGreaterThan(0);
      expect(registry.live).toBe(200);
      expect(registry.size).toBe(300);
      expect(registry.findSeries('group2.series7')).toBe(207);
    }
  });

  test('a flush of many series is cut into groups, so that damage costs one', () => {
    const registry = new SeriesRegistry();
    const saver = new RegistrySaver(registry);
    const schema = registry.internSchema(SCHEMAS[0]!);
    const count = 30_000;
    for (let i = 0; i < count; i++)
      registry.addSeries(encoder.encode(`host${i}.a.rather.long.name.of.a.metric`), schema);
    const changes = saver.takeChanges();
    expect(changes.count).toBe(count + 1);
    expect(changes.groups.length).toBeGreaterThan(4);
    const path = join(folder, 'groups');
    const bytes = appendGroups(path, 0, changes.groups);
    const again = new SeriesRegistry();
    expect(readRegistryFile(path, bytes, again)).toMatchObject({ definitions: count + 1, damagedBytes: 0 });
    expect(again.definitionSequence).toBe(registry.definitionSequence);
    expect(stateOf(again)).toEqual(stateOf(registry));
    // A byte of the second group.
    const damaged = readFileSync(path);
    damaged[8 + changes.groups[0]!.length + 100]! ^= 1;
    writeFileSync(path, damaged);
    const rest = new SeriesRegistry();
    expect(readRegistryFile(path, bytes, rest).damagedBytes).toBeGreaterThan(0);
    expect(rest.live).toBeLessThan(count);
    expect(rest.live).toBeGreaterThan(count * 0.7);
    expect(rest.findSeries(`host${count - 1}.a.rather.long.name.of.a.metric`)).toBe(count - 1);
  });

  test('what the manifest does not count is not read, and cut off', () => {
    const { file, ends } = threeGroups();
    const path = join(folder, 'longer');
    writeFileSync(path, file);
    const registry = new SeriesRegistry();
    readRegistryFile(path, ends[1]!, registry);
    expect(registry.live).toBe(200);
    const saver = new RegistrySaver(registry);
    registry.addSeries(encoder.encode('new'), registry.schemas[0]!);
    const { groups, count } = saver.takeChanges();
    expect(count).toBe(1);
    const bytes = appendGroups(path, ends[1]!, groups);
    expect(readFileSync(path).length).toBe(bytes);
    const again = new SeriesRegistry();
    readRegistryFile(path, bytes, again);
    expect([again.live, again.findSeries('new')]).toEqual([201, 200]);
  });

  test('a file that is shorter than it was, or another, is refused', () => {
    const { file, bytes } = threeGroups();
    const path = join(folder, 'refused');
    const read = () => readRegistryFile(path, bytes, new SeriesRegistry());
    writeFileSync(path, file.subarray(0, bytes - 1));
    expect(read).toThrow('restore it from a backup');
    writeFileSync(path, Buffer.concat([Buffer.from('PLBX'), file.subarray(4)]));
    expect(read).toThrow('is not a registry file');
    writeFileSync(path, Buffer.concat([file.subarray(0, 4), Buffer.from([3]), file.subarray(5)]));
    expect(read).toThrow('newer version');
  });

  test('changes of a name whose taking away is lost push its holder out', () => {
    const registry = new SeriesRegistry();
    const schema = registry.internSchema(SCHEMAS[0]!);
    registry.addSeries(encoder.encode('a'), schema);
    const list = new DefinitionList();
    // That series 0 gave the name away stood in a record that is lost.
    list.addSeries(1, 0, encoder.encode('a'));
    list.addRename(5, encoder.encode('b'));
    list.addSeries(2, 9, encoder.encode('c'));
    // That series 1 was called otherwise in between is lost as well.
    list.addRename(1, encoder.encode('a'));
    expect(applyDefinitions(registry, list.bytes, list.count, 7)).toBe(2);
    expect(registry.findSeries('a')).toBe(1);
    expect(registry.hasName(0)).toBe(false);
    expect(registry.definitionSequence).toBe(11);
  });

  test('is written anew when most of it is past', () => {
    const registry = new SeriesRegistry();
    expect(checkpointPays(2, 10_000, registry)).toBe(false);
    expect(checkpointPays(2, 10_001, registry)).toBe(true);
  });
});
