/** Calls that look after series, as a script would make them. */
import type { SeriesSchema } from '../../src/model/retention.ts';

/** POSTs JSON and answers the JSON. Throws with the answer's text unless the status is 200. */
export async function postJson<T>(url: string, body: unknown): Promise<T> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`POST ${url} answered ${answer.status}: ${text}`);
  return JSON.parse(text) as T;
}

export function deleteSeries(url: string, pattern: string): Promise<{ series: number }> {
  return postJson(`${url}/api/metrics/delete`, { patterns: [pattern], dryRun: false });
}

export function renameSeries(url: string, from: string, to: string): Promise<{ series: number }> {
  return postJson(`${url}/api/metrics/rename`, { from, to, dryRun: false });
}

export function setRetention(
  url: string,
  pattern: string,
  schema: SeriesSchema,
): Promise<{ series: number }> {
  return postJson(`${url}/api/metrics/retention`, { patterns: [pattern], schema, dryRun: false });
}

export function takeBackup(url: string, folder: string): Promise<{ files: number }> {
  return postJson(`${url}/api/backup`, { folder });
}
