/** Keeps other sites' pages from acting in the name of who is looking at them. */
import type { IncomingMessage } from 'node:http';
import { HttpError } from './httpError.ts';

/**
 * Refuses what a browser says it sends for another site's page. Browsers add cookies, remembered Basic
 * credentials and the mere reach of a local network by themselves; programs send neither of the two headers and
 * pass, and a bearer token is never added by a browser.
 */
export function refuseCrossSite({ headers }: IncomingMessage): void {
  if (headers.authorization?.toLowerCase().startsWith('bearer ')) return;
  const site = headers['sec-fetch-site'];
  if (site === undefined ? isForeign(headers) : site !== 'same-origin' && site !== 'none') {
    throw new HttpError(403, 'cross-site', "This call came from another site's page and was refused.", {
      hint: 'Open Plumbago itself and try again there. Behind a proxy, let it pass the Host header on.',
    });
  }
}

/** For browsers that send no Sec-Fetch-Site, which is those on plain http other than localhost. */
function isForeign(headers: IncomingMessage['headers']): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return true;
  const { host: from } = new URL(origin);
  const forwarded = headers['x-forwarded-host'];
  return (
    from !== host && from !== (Array.isArray(forwarded) ? forwarded[0] : forwarded)?.split(',')[0].trim()
  );
}
