import { FunctionError } from '../registry/defineFunction.ts';

/** Characters that the names of one function's results may have in all. */
const MOST_CHARACTERS = 50_000_000;

/**
 * For functions that name each of many results after one and the same long text, such as the names of all that a
 * total was summed of: hands back every name it is given, until there are too many characters for one answer.
 */
export function nameBudget(): (name: string) => string {
  let left = MOST_CHARACTERS;
  return (name) => {
    left -= name.length;
    if (left >= 0) return name;
    throw new FunctionError(
      `the names of the results have more than ${MOST_CHARACTERS} characters`,
      'give what they all are compared with a short name first, with alias()',
    );
  };
}
