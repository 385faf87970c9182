import type { DashboardLink } from '../../../../src/schema/dashboard.ts';
import type { DashboardScope } from '../scope.ts';
import { addVariables } from '../share/pictureAddress.ts';

/** A link's address with the range and the variables handed on, where it says so; what it names itself stays. */
export function linkAddress(
  url: string,
  link: Pick<DashboardLink, 'keepTime' | 'keepVariables'>,
  scope: Pick<DashboardScope, 'page' | 'variables'>,
): string {
  if (!link.keepTime && !link.keepVariables) return url;
  const [beforeHash, hash] = split(url, '#');
  const [path, search] = split(beforeHash, '?');
  const params = new URLSearchParams(search);
  if (link.keepTime && !params.has('from')) {
    params.set('from', scope.page.range.from);
    params.set('until', scope.page.range.until);
  }
  if (link.keepVariables)
    addVariables(params, new Map([...scope.variables].filter(([name]) => !params.has(`var-${name}`))));
  const text = params.toString();
  return path + (text && `?${text}`) + (hash && `#${hash}`);
}

function split(text: string, at: string): [before: string, after: string] {
  const place = text.indexOf(at);
  return place === -1 ? [text, ''] : [text.slice(0, place), text.slice(place + 1)];
}

/** The address, when it is one to go to: of this server, or http(s) and mail. Null for scripts and what is none. */
export function safeAddress(text: string): string | null {
  const address = text.trim();
  if (address === '') return null;
  if (/^\/(?!\/)/.test(address)) return address;
  return /^(https?:\/\/|mailto:)/i.test(address) ? address : null;
}
