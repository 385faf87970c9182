import { describe, expect, test } from 'vitest';
import type { SeriesSchema } from '../../model/retention.ts';
import { NO_SCHEMA, SeriesRegistry } from './seriesRegistry.ts';

const encoder = new TextEncoder();
const MINUTES: SeriesSchema = {
  archives: [{ step: 60, points: 1440 }],
  aggregation: 'average',
  xFilesFactor: 0.5,
};

function registryOf(...names: string[]): SeriesRegistry {
  const registry = new SeriesRegistry();
  const schema = registry.internSchema(MINUTES);
  for (const name of names) registry.addSeries(encoder.encode(name), schema);
  return registry;
}

function spell(registry: SeriesRegistry, text: string, series: number): number {
  const bytes = encoder.encode(text);
  return registry.addSpelling(bytes, 0, bytes.length, series);
}

describe('the registry of series', () => {
  test('a removed series is gone from everywhere, and its number is not given again', () => {
    const registry = registryOf('a.b', 'a;x=1;y=2', 'a.c');
    const other = spell(registry, 'a;y=2;x=1', 1);
    const third = spell(registry, 'a;y=2;x=1;x=1', 1);
    registry.remove(1);
    expect(registry.findSeries('a;x=1;y=2')).toBe(-1);
    expect(registry.findSeries('a;y=2;x=1')).toBe(-1);
    expect(registry.findSeries('a;y=2;x=1;x=1')).toBe(-1);
    expect([registry.seriesOf[other], registry.seriesOf[third]]).toEqual([-1, -1]);
    expect(registry.schemaOf[1]).toBe(NO_SCHEMA);
    expect([registry.name(1), registry.nameBytes(1).length, registry.hasName(1)]).toEqual(['', 0, false]);
    expect(registry.tree.find('*').map(({ path }) => path)).toEqual(['a']);
    expect(registry.findByTags(['x=1'], 10).names).toEqual([]);
    expect([registry.live, registry.size]).toEqual([2, 3]);
    registry.addSeries(encoder.encode('a;x=1;y=2'), registry.schemas[0]!);
    expect(registry.findSeries('a;x=1;y=2')).toBe(3);
    expect(registry.findByTags(['x=1'], 10)).toEqual({ names: ['a;x=1;y=2'], truncated: false });
  });

  test('a renamed series keeps its number, and its old spellings are free', () => {
    const registry = registryOf('a;x=1;y=2', 'b');
    spell(registry, 'a;y=2;x=1', 0);
    registry.rename(0, encoder.encode('c.d'));
    expect(registry.name(0)).toBe('c.d');
    expect(registry.findSeries('c.d')).toBe(0);
    expect(registry.findSeries('a;x=1;y=2')).toBe(-1);
    expect(registry.findSeries('a;y=2;x=1')).toBe(-1);
    expect(registry.tree.find('*.*').map(({ path, series }) => [path, series])).toEqual([['c.d', 0]]);
    expect(registry.findByTags(['x=1'], 10).names).toEqual([]);
    expect(() => registry.rename(0, encoder.encode('b'))).toThrow('there is a series of this name');
    registry.rename(1, encoder.encode('a;x=1;y=2'));
    expect(registry.findByTags(['x=1'], 10).names).toEqual(['a;x=1;y=2']);
    expect(registry.live).toBe(2);
  });

  test('schemas with the same archives share a class', () => {
    const registry = registryOf('a', 'b');
    const summed = registry.internSchema({ ...MINUTES, aggregation: 'sum' });
    const longer = registry.internSchema({ ...MINUTES, archives: [{ step: 60, points: 2880 }] });
    expect(summed.number).toBe(1);
    expect([summed.classNumber, longer.classNumber]).toEqual([0, 1]);
    expect(registry.classes.map(({ key }) => key)).toEqual(['60:1440', '60:2880']);
    registry.assign(1, summed, true);
    expect([registry.schema(0).number, registry.schema(1).number]).toEqual([0, 1]);
    expect([registry.pinned(0), registry.pinned(1)]).toEqual([false, true]);
    registry.assign(1, longer, false);
    expect([registry.schema(1).number, registry.pinned(1)]).toEqual([2, false]);
  });

  test('series are sorted by the bytes of their names', () => {
    const registry = registryOf('b', 'a.x', 'a-b.x', 'é', 'a');
    expect([...registry.sortByName(Uint32Array.of(0, 1, 2, 3, 4))]).toEqual([4, 2, 1, 0, 3]);
    expect(registry.tree.names(null, 10)).toEqual(['a', 'a-b.x', 'a.x', 'b', 'é']);
  });

  test('numbers whose names are lost stay empty', () => {
    const registry = registryOf('a');
    registry.reserve(3);
    registry.addSeries(encoder.encode('b'), registry.schemas[0]!);
    expect(registry.findSeries('b')).toBe(3);
    expect([registry.name(1), registry.name(3), registry.hasName(2)]).toEqual(['', 'b', false]);
    expect([registry.live, registry.size]).toEqual([2, 4]);
    expect(registry.name(9)).toBe('');
  });
});
