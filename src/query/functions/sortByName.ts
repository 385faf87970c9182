import { defineFunction } from '../registry/defineFunction.ts';
import { boolean, seriesList, withDefault } from '../registry/params.ts';

export const sortByName = defineFunction({
  name: 'sortByName',
  group: 'Sorting',
  summary: 'Sorts series by their names.',
  description: 'Capital letters come before small ones.',
  params: {
    seriesList: seriesList('the series to sort'),
    natural: withDefault(boolean('whether numbers in names count as numbers: web9 before web10'), false),
    reverse: withDefault(boolean('whether the last name comes first'), false),
  },
  run: ({ seriesList, natural, reverse }) => {
    const sign = reverse ? -1 : 1;
    const keyed = seriesList.map((series) => ({
      series,
      key: natural ? naturalKey(series.name) : series.name,
    }));
    keyed.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -sign : sign));
    return keyed.map(({ series }) => series);
  },
  cases: [
    {
      call: 'sortByName(aliasByNode(x.*,1))',
      given: { 'x.web9': [1], 'x.Web1': [2], 'x.web10': [3] },
      expect: { Web1: [2], web10: [3], web9: [1] },
    },
    {
      call: 'sortByName(x.*,true)',
      given: { 'x.web9': [1], 'x.web010': [2], 'x.web11': [3] },
      expect: { 'x.web9': [1], 'x.web010': [2], 'x.web11': [3] },
    },
    {
      call: 'sortByName(x.*,reverse=true)',
      given: { 'x.a': [1], 'x.c': [null], 'x.b': [3] },
      expect: { 'x.c': [null], 'x.b': [3], 'x.a': [1] },
    },
  ],
});

/** The name with every number in it written with ten digits or more. */
function naturalKey(name: string): string {
  return name.replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(10, '0'));
}
