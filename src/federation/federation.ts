/** All remote stores of the settings, and what a request sees of them. See docs/federation.md. */
import type { RemoteSettings } from '../config/remotes.ts';
import type { MetricStore } from '../storage/store.ts';
import type { Logger } from '../telemetry/log.ts';
import type { RemoteCounts } from '../telemetry/remoteCounts.ts';
import { FederatedStore } from './federatedStore.ts';
import { MissingRemotes } from './missingRemotes.ts';
import { type Asker, Remote, type RemoteLimits } from './remote.ts';
import { RemoteStore } from './remoteStore.ts';

/** A question that has come through more servers than this is answered from the own store alone. */
export const MAX_HOPS = 4;

export interface FederationOptions {
  readonly own: MetricStore;
  readonly remotes: readonly FederationRemote[];
  readonly limits: RemoteLimits;
  /** Fail where a remote store does not answer. */
  readonly requireAll: boolean;
  readonly counts: Pick<RemoteCounts, 'add'>;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** Seconds since 1970. */
  readonly now: () => number;
  /** Milliseconds that never go back. */
  readonly monotonic?: () => number;
}

export interface FederationRemote {
  readonly settings: RemoteSettings;
  /** Value of the header `Authorization`; null for none. */
  readonly authorization: string | null;
}

/** What is known of a request that wants to read. */
export interface ReadScope extends Asker {
  /** It asks for the own store alone. */
  readonly local: boolean;
}

export interface ReadView {
  readonly store: MetricStore;
  /** Grows while `store` is asked. */
  readonly missing: Pick<MissingRemotes, 'list'>;
}

export interface Federation {
  /** The stores as a request sees them: it ends what it asks of others, and learns who did not answer. */
  viewFor(scope: ReadScope): ReadView;
}

export function createFederation(options: FederationOptions): Federation {
  const { own, limits, counts, log, requireAll, now, monotonic = () => performance.now() } = options;
  const remotes = options.remotes.map(
    ({ settings, authorization }) => new Remote({ settings, authorization, limits, counts, log, monotonic }),
  );
  return {
    viewFor({ local, ...asker }) {
      const missing = new MissingRemotes();
      if (local || asker.hops >= MAX_HOPS) return { store: own, missing };
      const stores = remotes.map((remote) => new RemoteStore(remote, asker, now));
      return { store: new FederatedStore({ own, remotes: stores, missing, requireAll }), missing };
    },
  };
}
