/** Where a request really comes from, as far as it can be known. */
import type { IncomingMessage } from 'node:http';
import type { Client } from '../accounts/identity.ts';
import { isLoopback } from '../config/listenAddress.ts';

/** Any of these says that somebody stands between, so the peer's address says nothing about who asks. */
const PROXY_HEADERS = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'forwarded',
  'x-real-ip',
  'via',
];

/**
 * `loopback` is true only for a request that came straight from this machine and meant it: the names that it
 * was sent to (Host) and from (Origin) are this machine's as well, so that neither a page that rebinds its
 * DNS name to 127.0.0.1 nor a proxy that adds no headers passes for somebody at the machine.
 */
export function clientOf(request: IncomingMessage, hostname: string): Client {
  const peer = request.socket.remoteAddress ?? '';
  const fromHere = isLoopback(peer);
  const proxied = PROXY_HEADERS.some((header) => request.headers[header] !== undefined);
  const { host, origin } = request.headers;
  const isHere = (name: string) => isLoopback(name) || name.toLowerCase() === hostname.toLowerCase();
  return {
    address: fromHere ? (lastForwarded(request.headers['x-forwarded-for']) ?? peer) : peer,
    loopback:
      fromHere &&
      !proxied &&
      (host === undefined || isHere(hostOf(`http://${host}`))) &&
      (origin === undefined || isHere(hostOf(origin))),
  };
}

/** True when the browser speaks https, be it with a proxy in front of us. */
export function isHttps(request: IncomingMessage): boolean {
  const proto = request.headers['x-forwarded-proto'];
  if (typeof proto === 'string') return proto.split(',')[0].trim().toLowerCase() === 'https';
  return /(^|[;,\s])proto="?https/i.test(request.headers.forwarded ?? '');
}

/** The address that the nearest proxy saw; earlier ones may be made up by the client. */
function lastForwarded(header: string | string[] | undefined): string | null {
  const text = Array.isArray(header) ? header.join(',') : header;
  const last = text?.split(',').at(-1)?.trim();
  return last ? last.slice(0, 64) : null;
}

/** Nearly every request is sent to the name that the one before was sent to. */
let recent = { url: '', host: '' };

/** Without port and brackets; empty when it is no URL (`null` is the Origin of sandboxed pages). */
function hostOf(url: string): string {
  if (url !== recent.url) {
    recent = { url, host: URL.parse(url)?.hostname.replace(/^\[|\]$/g, '') ?? '' };
  }
  return recent.host;
}
