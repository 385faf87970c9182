/**
 * The password that was just typed, kept in memory between signing in and choosing a new one, so that nobody
 * types it twice. Gone after a reload, and the form then asks for it.
 */
let typed: string | null = null;

export function keepFirstPassword(password: string): void {
  typed = password;
}

export function takeFirstPassword(): string | null {
  return typed;
}

export function forgetFirstPassword(): void {
  typed = null;
}
