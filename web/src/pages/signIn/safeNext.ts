/** The place to go to after signing in: only one of our own pages, whatever the address says. */
export function safeNext(next: string | null): string {
  if (!next?.startsWith('/') || next.startsWith('//') || next.includes('\\')) return '/';
  return next.startsWith('/sign-in') ? '/' : next;
}
