/** What a route is: data about who may call it, and a function that answers. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Client, Identity } from '../accounts/identity.ts';
import type { MissingRemote } from '../federation/missingRemotes.ts';
import type { Role } from '../schema/api.ts';
import type { MetricStore } from '../storage/store.ts';
import type { HttpDeps } from './deps.ts';
import type { Queries } from './queries/queries.ts';

/** One request, with all that is known about it. */
export interface Call {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly client: Client;
  readonly identity: Identity;
  readonly deps: HttpDeps;
  readonly queries: Queries;
  /** For reading: the own store and the remote ones as one, unless the request asks for the own one alone. */
  readonly store: MetricStore;
  /** The remote stores that `store` had to do without so far; the header of the answer names them as well. */
  missing(): MissingRemote[];
  /** Aborted when the caller hangs up, the server closes, or the deadline has passed (unless `longLived`). */
  readonly signal: AbortSignal;
}

/** What a description of the API says of a route. */
export interface RouteAbout {
  /** The heading it stands under. */
  readonly group: string;
  /** What it does, in a sentence without a full stop. */
  readonly summary: string;
  /** What more there is to know. */
  readonly description?: string;
  /** Parameters of the query, and what they mean. */
  readonly query?: Readonly<Record<string, string>>;
  /** Of a JSON body. */
  readonly body?: z.ZodType;
  /** Of a JSON answer; words for any other, such as "the file"; null for an answer without a body. */
  readonly answer: z.ZodType | string | null;
  /** Of JSON answers with another status that say more than that the call failed. */
  readonly others?: Readonly<Record<number, z.ZodType>>;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Answers with a slash behind it too. */
  readonly path: string;
  /** The least role that may call it; `none` is everybody. */
  readonly role: Role;
  /** Answers without looking at credentials at all. */
  readonly unauthenticated?: true;
  /** Allowed while the first password has not been changed yet. */
  readonly beforePasswordChange?: true;
  /** Reads only, although it is a POST: pages of other sites need not be kept away. */
  readonly readsOnly?: true;
  /** Its body is JSON whatever the Content-Type says: `curl -d` says that it is a form. */
  readonly jsonBody?: true;
  /** Errors are plain text unless JSON is asked for, and a browser may ask for name and password. */
  readonly graphite?: true;
  /** Of the body; more is refused with 413. What all routes share when missing. */
  readonly bodyBytes?: number;
  /** Evaluates targets once: counted by client. */
  readonly evaluates?: true;
  /** Ends when the caller leaves, not at the deadline. */
  readonly longLived?: true;
  readonly about: RouteAbout;
  /** What it returns is the answer (JSON, or text when it is a string); nothing when it used `reply` itself. */
  handle(call: Call): unknown;
}
