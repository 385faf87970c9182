/** The last step of every format that is JSON: indented for people, or wrapped in a call for scripts of other origin. */
import { type Rendered, RenderOptionError } from './format.ts';
import { indentJson } from './indentJson.ts';

export interface JsonAnswerOptions {
  readonly jsonp?: string | undefined;
  readonly pretty?: boolean | undefined;
}

/** @throws RenderOptionError when `jsonp` is no name */
export function jsonAnswer(compact: Buffer, { jsonp, pretty = false }: JsonAnswerOptions): Rendered {
  const body = pretty ? indentJson(compact) : compact;
  if (jsonp === undefined) return { contentType: 'application/json', body };
  return {
    contentType: 'text/javascript',
    body: Buffer.concat([Buffer.from(`${checkedCallback(jsonp)}(`), body, Buffer.from(')')]),
  };
}

/** A callback that is not a plain name would be a script of the visitor's own making in our answer. */
export function checkedCallback(name: string): string {
  if (/^[A-Za-z_$][\w$.]{0,99}$/.test(name)) return name;
  throw new RenderOptionError('jsonp has to be the name of a function: letters, digits, _, $ and dots');
}
