/** Whether a metric satisfies one of graphite's expressions over tags, marks of variables in it. */
import { RE2JS, RE2JSException } from 're2js';
import { ANYTHING, SOMETHING } from './marks.ts';

const MARK = new RegExp(`[${SOMETHING}${ANYTHING}]`, 'g');

/** `tags`: of the metric, the tag `name` among them. What is no expression is satisfied by nothing. */
export function tagsSatisfy(expression: string, tags: Readonly<Record<string, string>>): boolean {
  const parts = /^([^;!=]+)(!?=~?)([^;]*)$/s.exec(expression);
  if (parts === null) return false;
  const [, tag = '', operator = '', wanted = ''] = parts;
  const value = Object.hasOwn(tags, tag) ? tags[tag]! : '';
  const marked = wanted.search(MARK) !== -1;
  // What is not wanted depends on the variable: it may well be something else.
  if (operator.startsWith('!') && marked) return true;
  const holds = operator.endsWith('~')
    ? matches(`^(?:${wanted.replaceAll(MARK, '.*')})`, value)
    : marked
      ? matches(`^${wanted.split(MARK).map(RE2JS.quote).join('.*')}$`, value)
      : value === wanted;
  return holds !== operator.startsWith('!');
}

function matches(source: string, value: string): boolean {
  try {
    return RE2JS.compile(source, RE2JS.DOTALL).test(value);
  } catch (error) {
    if (error instanceof RE2JSException) return false;
    throw error;
  }
}
