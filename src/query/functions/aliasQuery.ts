import { aggregateValues } from '../aggregation.ts';
import { pythonFormat } from '../pythonFormat.ts';
import { pythonRegex } from '../pythonRegex.ts';
import { defineFunction, FunctionError } from '../registry/defineFunction.ts';
import { seriesList, text } from '../registry/params.ts';
import { rename, type Series } from '../series.ts';

export const aliasQuery = defineFunction({
  name: 'aliasQuery',
  group: 'Alias',
  summary: 'Names series by the last value of other series, whose names are made from theirs.',
  description:
    'In each name what a regular expression matches is replaced, as aliasSub does it. The result is evaluated as a target, and ' +
    'the last value of its first series goes into the new name, at the place of a `%d` (a whole number), `%.2f` (two decimals), ' +
    '`%g` or `%s`.',
  params: {
    seriesList: seriesList('the series to name'),
    search: text('a regular expression'),
    replace: text('what to put in place of a match, to get the target to ask'),
    newName: text('the name, with one place for the value'),
  },
  run: ({ seriesList, search, replace, newName }, context) => {
    const substitute = pythonRegex(search).substitution(replace);
    const targets = seriesList.map(({ name }) => substitute(name));
    const answers = context.all(targets.map((target) => () => context.evaluate(target)));
    return seriesList.map((series, i) =>
      rename(series, pythonFormat(newName, lastValue(answers[i]!, targets[i]!))),
    );
  },
  cases: [
    {
      call: String.raw`aliasQuery(channel.power.*,"channel\.power\.([0-9]+)","channel.frequency.\1", "Channel %d MHz")`,
      given: {
        'channel.power.1': [1, 2],
        'channel.power.2': [3, 4],
        'channel.frequency.1': [400.5, null],
        'channel.frequency.2': [437, 438],
      },
      expect: { 'Channel 400 MHz': [1, 2], 'Channel 438 MHz': [3, 4] },
    },
    {
      call: "aliasQuery(a,'^.*$','maxSeries(b,\\g<0>)','max %.2f%%')",
      given: { a: [1, 2], b: [0.5, 37.5] },
      expect: { 'max 37.50%': [1, 2] },
    },
  ],
});

/** Last known value of the first series of an answer. */
function lastValue([first]: readonly Series[], target: string): number {
  if (first === undefined) throw new FunctionError(`there are no series ${quoted(target)}`);
  const last = aggregateValues(first.values, 'last');
  if (!Number.isNaN(last)) return last;
  throw new FunctionError(`there is no value of ${quoted(target)} in this range of time`);
}

function quoted(target: string): string {
  return `"${target}"`;
}
