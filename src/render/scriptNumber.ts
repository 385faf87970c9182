/**
 * Values as graphite-web writes them for dygraph and rickshaw: JSON, but for infinities, which are those of JavaScript
 * (`Infinity`), as those libraries evaluate the answer.
 */
export function scriptNumber(value: number): string {
  return Number.isNaN(value) ? 'null' : `${value}`;
}
