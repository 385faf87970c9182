/** A panel's question as other programs can ask it. */
import type { QueryRequest } from '../../../src/schema/api.ts';

/** For a POSIX shell: everything within single quotes is itself, and a single quote stands outside of them. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The app's own question, with curl. Without anonymous viewing it takes a token. */
export function curlQuery(origin: string, request: QueryRequest): string {
  return [
    `curl -sS ${shellQuoted(`${origin}/api/query`)}`,
    `  -H 'content-type: application/json'`,
    '  -H "authorization: Bearer $PLUMBAGO_TOKEN"',
    `  -d ${shellQuoted(JSON.stringify(request))}`,
  ].join(' \\\n');
}

/** The same of Graphite's own endpoint, which other tools know. */
export function curlRender(origin: string, request: QueryRequest): string {
  const parameters = [
    ...request.targets.map(({ target }) => `target=${target}`),
    `from=${request.from ?? '-1h'}`,
    `until=${request.until ?? 'now'}`,
    ...(request.maxDataPoints === undefined ? [] : [`maxDataPoints=${request.maxDataPoints}`]),
    ...(request.tz === undefined ? [] : [`tz=${request.tz}`]),
    'format=json',
  ];
  return [
    `curl -sS -G ${shellQuoted(`${origin}/render`)}`,
    '  -H "authorization: Bearer $PLUMBAGO_TOKEN"',
    ...parameters.map((parameter) => `  --data-urlencode ${shellQuoted(parameter)}`),
  ].join(' \\\n');
}
