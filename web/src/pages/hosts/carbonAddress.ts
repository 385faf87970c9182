/**
 * Where a person sends points to, from the listener's address as the server states it (`127.0.0.1:2003`,
 * `[::]:2003`). A listener on all addresses is reached by the name in the browser's address.
 */
export function carbonAddress(
  listener: string | null | undefined,
  pageHost: string,
): { host: string; port: string } {
  const match = /^(?:tcp:\/\/)?\[?([^\]]*?)\]?:(\d+)$/.exec(listener ?? '');
  if (!match) return { host: '127.0.0.1', port: '2003' };
  const everywhere = match[1] === '0.0.0.0' || match[1] === '::' || match[1] === '';
  return { host: everywhere ? pageHost : match[1], port: match[2] };
}
