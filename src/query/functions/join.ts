import { defineFunction } from '../registry/defineFunction.ts';
import { type Param, seriesList, text, withDefault } from '../registry/params.ts';
import type { Series } from '../series.ts';

const TYPES = ['AND', 'OR', 'XOR', 'SUB'] as const;

/** Written in capital letters or small ones. */
const joinType: Param<string> = {
  ...text(
    'AND: those of A that are in B too; OR: all of A, and of B what is not in A; XOR: what is in one alone; SUB: those of A not in B',
  ),
  options: TYPES,
};

export const join = defineFunction({
  name: 'join',
  group: 'Transform',
  summary: 'Series of two lists, chosen by which of the lists have one of the same name.',
  description:
    "Names are as they are shown: give both lists the same aliases first. One of carbonapi's functions.",
  params: {
    seriesA: seriesList('list A'),
    seriesB: seriesList('list B'),
    type: withDefault(joinType, 'AND'),
  },
  check: ({ type }) =>
    TYPES.some((known) => known === type.toUpperCase())
      ? undefined
      : `"${type}" is none of ${TYPES.join(', ')}`,
  run: ({ seriesA, seriesB, type }) => {
    const [onlyB, onlyA] = [without(seriesB, seriesA), without(seriesA, seriesB)];
    switch (type.toUpperCase()) {
      case 'OR':
        return [...seriesA, ...onlyB];
      case 'XOR':
        return [...onlyA, ...onlyB];
      case 'SUB':
        return onlyA;
      default:
        return without(seriesA, onlyA);
    }
  },
  cases: [
    {
      call: 'join(aliasByNode(cpu.*,1),aliasByNode(disk.*,1))',
      given: { 'cpu.a': [1], 'cpu.b': [2], 'disk.b': [3], 'disk.c': [4] },
      expect: { b: [2] },
    },
    {
      call: "join(aliasByNode(cpu.*,1),aliasByNode(disk.*,1),'or')",
      given: { 'cpu.a': [1], 'cpu.b': [2], 'disk.b': [3], 'disk.c': [4] },
      expect: { a: [1], b: [2], c: [4] },
    },
    {
      call: "join(aliasByNode(cpu.*,1),aliasByNode(disk.*,1),type='XOR')",
      given: { 'cpu.a': [1], 'cpu.b': [2], 'disk.b': [3], 'disk.c': [4] },
      expect: { a: [1], c: [4] },
    },
    {
      call: "join(aliasByNode(cpu.*,1),aliasByNode(disk.*,1),'SUB')",
      given: { 'cpu.a': [1], 'cpu.b': [2], 'disk.b': [3], 'disk.c': [4] },
      expect: { a: [1] },
    },
  ],
});

/** Those of a list whose names are not in another. */
function without(list: readonly Series[], others: readonly Series[]): Series[] {
  const names = new Set(others.map(({ name }) => name));
  return list.filter(({ name }) => !names.has(name));
}
