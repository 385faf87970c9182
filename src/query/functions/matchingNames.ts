/** What grep and exclude share: which series a regular expression is found in. */
import { pythonRegex } from '../pythonRegex.ts';
import { type ArgumentsOf, seriesList, text } from '../registry/params.ts';
import type { Series } from '../series.ts';

export const MATCHING_DESCRIPTION =
  'Names are as a legend would show them. The expression may match anywhere in a name; it has the syntax of RE2: no ' +
  'look-ahead, no references to groups.';

export const matchingParams = {
  seriesList: seriesList('the series to choose from'),
  pattern: text('a regular expression'),
};

/** The series whose names the pattern is found in, or (`found` false) those whose names it is not. */
export function matchingNames(
  { seriesList, pattern }: ArgumentsOf<typeof matchingParams>,
  found: boolean,
): Series[] {
  const regex = pythonRegex(pattern);
  return seriesList.filter(({ name }) => regex.isIn(name) === found);
}
