/** Who is asking, and from where. */
import type { Role } from '../schema/api.ts';

/** What is known of the other end of a connection. */
export interface Client {
  /** The address that sign-in attempts are counted for. */
  readonly address: string;
  /** True only when it certainly sits at this very machine, with no proxy between. */
  readonly loopback: boolean;
}

export interface AnonymousIdentity {
  readonly kind: 'anonymous';
  readonly role: Role;
}

export interface UserIdentity {
  readonly kind: 'user';
  readonly userId: number;
  readonly name: string;
  readonly role: Role;
  /** Signed in with the first password: nothing but choosing a new one is allowed. */
  readonly mustChangePassword: boolean;
}

export interface TokenIdentity {
  readonly kind: 'token';
  readonly tokenId: number;
  readonly name: string;
  readonly role: Role;
}

export type Identity = AnonymousIdentity | UserIdentity | TokenIdentity;
