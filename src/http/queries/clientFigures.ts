/** Who asks what, since the start: counted by client, and by what it says of itself. */
import type { Asker, ClientsAnswer, QueryClient } from '../../schema/queries.ts';

/** Clients told apart at a time; who has not asked for longest is forgotten first. */
const MAX_CLIENTS = 500;

type Figures = { -readonly [K in keyof QueryClient]: QueryClient[K] };

export class ClientFigures {
  private readonly clients = new Map<string, Figures>();
  private readonly forgotten = { clients: 0, requests: 0, milliseconds: 0 };
  /** Seconds since 1970. */
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** The figures of a client, to be added to. */
  of(asker: Asker): Figures {
    const { kind, name, userAgent, dashboard, panel } = asker;
    const key = JSON.stringify([kind, name, userAgent, dashboard, panel]);
    const figures = this.clients.get(key) ?? blank(asker);
    figures.lastAsked = this.now();
    this.clients.delete(key);
    this.clients.set(key, figures);
    if (this.clients.size > MAX_CLIENTS) this.forgetOldest();
    return figures;
  }

  /** Who cost the most time first. */
  all(): ClientsAnswer {
    const clients = [...this.clients.values()].sort((a, b) => b.milliseconds - a.milliseconds);
    return {
      clients: clients.map((figures) => ({ ...figures, milliseconds: Math.round(figures.milliseconds) })),
      forgotten: { ...this.forgotten, milliseconds: Math.round(this.forgotten.milliseconds) },
    };
  }

  private forgetOldest(): void {
    const [oldest] = this.clients;
    const [key, { requests, milliseconds }] = oldest!;
    this.clients.delete(key);
    this.forgotten.clients++;
    this.forgotten.requests += requests;
    this.forgotten.milliseconds += milliseconds;
  }
}

function blank(asker: Asker): Figures {
  return {
    asker,
    requests: 0,
    errors: 0,
    shared: 0,
    series: 0,
    points: 0,
    milliseconds: 0,
    bytes: 0,
    lastAsked: 0,
  };
}
