/** The query of a variable, as Grafana's users of Graphite write it. */
export type VariableQuery =
  /** Names of the last level of a pattern. */
  | { readonly kind: 'names'; readonly pattern: string }
  /** Whole paths that match a pattern. */
  | { readonly kind: 'paths'; readonly pattern: string }
  | { readonly kind: 'tags'; readonly expressions: readonly string[] }
  | { readonly kind: 'tag-values'; readonly tag: string; readonly expressions: readonly string[] };

/** A query that can't be read; the text says what is wrong and what to do. */
export class VariableQueryError extends Error {
  override name = 'VariableQueryError';
}

/**
 * `servers.*` (or `find(servers.*)`), `expand(servers.*)`, `tags()`, `tags(server=a)`, `tag_values(server)`, `tag_values(server, app=x)`. Arguments
 * may stand in quotes.
 */
export function readVariableQuery(text: string): VariableQuery {
  const call = /^\s*(find|expand|tags|tag_values)\s*\((.*)\)\s*$/s.exec(text);
  if (call === null) {
    const pattern = text.trim();
    if (pattern === '') throw new VariableQueryError('The query is empty; write a pattern such as servers.*');
    return { kind: 'names', pattern };
  }
  const [, name, inside = ''] = call;
  if (name === 'find' || name === 'expand') {
    const pattern = unquoted(inside.trim());
    if (pattern === '') throw new VariableQueryError(`${name}() needs a pattern, such as ${name}(servers.*)`);
    return { kind: name === 'find' ? 'names' : 'paths', pattern };
  }
  const given = splitArguments(inside);
  if (name === 'tags') return { kind: 'tags', expressions: given };
  const [tag, ...expressions] = given;
  if (tag === undefined)
    throw new VariableQueryError('tag_values() needs the name of a tag, such as tag_values(server)');
  return { kind: 'tag-values', tag, expressions };
}

/** At commas outside quotes and brackets, since a tag expression may hold `{a,b}` or `(a|b){1,2}`. */
function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let part = '';
  for (const character of text) {
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    if (character === ',' && quote === '' && depth <= 0) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  parts.push(part);
  return parts.map((one) => unquoted(one.trim())).filter((one) => one !== '');
}

function unquoted(text: string): string {
  return /^(['"]).*\1$/s.test(text) ? text.slice(1, -1) : text;
}
