/** JSON over HTTP, without the time limit that `fetch` has for answers: a backup takes as long as it takes. */
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface JsonRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  /** Null for an anonymous visitor. */
  readonly token: string | null;
  readonly body?: unknown;
}

export interface JsonAnswer {
  readonly status: number;
  readonly text: string;
  /** What the text holds; the text itself when it is no JSON. */
  readonly body: unknown;
}

/** Rejects only when no answer comes: with the system's error. */
export function requestJson({ method, url, token, body }: JsonRequest): Promise<JsonAnswer> {
  const text = body === undefined ? null : JSON.stringify(body);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (token !== null) headers['authorization'] = `Bearer ${token}`;
  if (text !== null) {
    headers['content-type'] = 'application/json';
    headers['content-length'] = String(Buffer.byteLength(text));
  }
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    // A connection of its own: one that is kept open would keep the program from ending.
    const request = send(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, text: answer, body: parsed(answer) });
      });
    });
    request.on('error', reject);
    request.end(text ?? undefined);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
