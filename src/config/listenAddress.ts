/** Where a listener binds. Port 0 binds a free one. */
export interface ListenAddress {
  /** An address or a host name, without brackets. */
  readonly host: string;
  readonly port: number;
}

/** A listener as it was written: without a host it takes the one of `--listen`. */
export interface WrittenListener {
  readonly host: string | null;
  readonly port: number;
}

/**
 * Reads `PORT`, `ADDR:PORT` or `[IPv6]:PORT`.
 * @throws Error with what is wrong and what to write instead, without the place.
 */
export function parseListener(text: string): WrittenListener {
  const written = text.trim();
  const colon = written.lastIndexOf(':');
  if (colon < 0) return { host: null, port: parsePort(written, text) };
  let host = written.slice(0, colon);
  const port = parsePort(written.slice(colon + 1), text);
  if (host.startsWith('[') && host.endsWith(']')) {
    host = host.slice(1, -1);
  } else if (host.includes(':')) {
    throw new Error(`"${text}" is ambiguous; put an IPv6 address in brackets, such as [::1]:8080`);
  }
  if (host === '' || host === '*') {
    throw new Error(
      `"${text}" names no address; write 0.0.0.0:${port} or [::]:${port} to listen on all of them`,
    );
  }
  if (!isHost(host)) throw new Error(`"${host}" is neither an address nor a host name`);
  return { host, port };
}

/**
 * Reads an address without a port, as `--listen` takes it; brackets around IPv6 are optional.
 * @throws Error with what is wrong and what to write instead.
 */
export function parseHost(text: string): string {
  const written = text.trim();
  const host = written.startsWith('[') && written.endsWith(']') ? written.slice(1, -1) : written;
  if (/^[^:]+:\d+$/.test(host)) {
    throw new Error(`"${text}" has a port; give the address alone here, and ports with --http and --carbon`);
  }
  if (!isHost(host)) throw new Error(`"${text}" is neither an address nor a host name`);
  return host;
}

/** `127.0.0.1:8080`, `[::1]:8080`, or `off`. */
export function formatListenAddress(address: ListenAddress | null): string {
  if (address === null) return 'off';
  return address.host.includes(':') ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;
}

/** True when only this machine can reach the address. A name other than `localhost` counts as reachable. */
export function isLoopback(host: string): boolean {
  const lower = host.toLowerCase().replace(/^::ffff:/, '');
  return lower === 'localhost' || lower === '::1' || /^127(\.\d{1,3}){3}$/.test(lower);
}

function parsePort(text: string, whole: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new Error(`"${whole}" has no port between 0 and 65535; write [ADDR:]PORT, or "off"`);
}

function isHost(text: string): boolean {
  // IPv6 may carry a zone (fe80::1%eth0); what the resolver thinks of a name is its own business.
  return /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[\w.-]+)?$/.test(text) || /^[\w]([\w.-]*[\w.])?$/.test(text);
}
