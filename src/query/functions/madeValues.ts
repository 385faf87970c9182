import { FunctionError } from '../registry/defineFunction.ts';

/** A year of minutes four times over: 16 MB. */
const MOST_MADE = 2_000_000;

/**
 * Refuses to make values that nobody can want to see: a second's step over ten years, say. A function may always make
 * about as many as it was `given`.
 */
export function refuseTooMany(made: number, given = 0): void {
  if (made <= MOST_MADE + 2 * given) return;
  throw new FunctionError(
    `makes ${made} values, at most ${MOST_MADE} are allowed`,
    'ask for a shorter time range or take longer steps',
  );
}
