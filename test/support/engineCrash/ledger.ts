/** What is known of an engine that was killed, from what it had said: what has to be there, and what may be. */
import type { Deed, JournalLine, LiveSeries } from './journal.ts';
import { LATE_SECONDS } from './points.ts';

/** A series as it has to be; its schema may still have to follow a change of retention. */
export interface KnownSeries extends LiveSeries {
  readonly retention: 'as made' | 'changing' | 'changed';
  /** A change of retention may have thinned out what is older: finer values than were kept are made up of coarser ones. */
  readonly fineFrom: number;
  readonly minutesFrom: number;
}

export class Ledger {
  /** The latest clock that the engine may have seen, seconds since 1970. */
  clock: number;
  readonly series = new Map<number, KnownSeries>();
  nextId = 0;
  /** A change of names or schemas that was begun and not acknowledged. */
  pending: Exclude<Deed, { kind: 'write' | 'create' | 'flush' | 'settle' | 'backup' }> | null = null;
  /** Kinds of deeds under way. */
  readonly open = new Set<Deed['kind']>();
  /** The backup under way: its folder, and what it has to hold at least. */
  backup: { readonly folder: string; readonly before: Ledger } | null = null;
  /** Backups that were acknowledged. */
  readonly backups: { readonly folder: string; readonly content: Ledger }[] = [];

  constructor(clock: number) {
    this.clock = clock;
  }

  /** Without what is under way. */
  copy(): Ledger {
    const copy = new Ledger(this.clock);
    for (const [id, series] of this.series) copy.series.set(id, series);
    copy.nextId = this.nextId;
    return copy;
  }

  read(line: JournalLine): void {
    if ('begins' in line) {
      this.open.add(line.begins.kind);
      this.begin(line.begins);
    } else {
      this.open.delete(line.done);
      if (line.done === 'write') this.written();
      else if (line.done === 'backup') this.backedUp();
      else if (line.done !== 'flush' && line.done !== 'settle' && line.done !== 'create')
        this.settlePending(true);
    }
  }

  /** A pending change has or has not been made. */
  settlePending(made: boolean): void {
    const { pending } = this;
    this.pending = null;
    if (pending === null || !made) return;
    const series = this.series.get(pending.id)!;
    if (pending.kind === 'delete') this.series.delete(pending.id);
    else if (pending.kind === 'rename') this.series.set(pending.id, { ...series, name: pending.to });
    else this.series.set(pending.id, { ...series, schema: pending.schema });
  }

  private begin(deed: Deed): void {
    switch (deed.kind) {
      case 'write':
        this.clock = deed.clock;
        break;
      case 'create': {
        const { id, name, clock } = deed;
        this.nextId = Math.max(this.nextId, id + 1);
        this.series.set(id, {
          ...{ id, name, schema: 0, born: clock, upTo: clock, lateUpTo: clock },
          ...{ retention: 'as made', fineFrom: 0, minutesFrom: 0 },
        });
        break;
      }
      case 'retention':
        this.pending = deed;
        this.series.set(deed.id, { ...this.series.get(deed.id)!, retention: 'changing' });
        break;
      case 'rename':
      case 'delete':
        this.pending = deed;
        break;
      case 'backup':
        this.backup = { folder: deed.folder, before: this.copy() };
        break;
    }
  }

  private written(): void {
    for (const [id, series] of this.series) {
      const lateUpTo = Math.max(series.lateUpTo, this.clock - LATE_SECONDS);
      this.series.set(id, { ...series, upTo: this.clock, lateUpTo });
    }
  }

  private backedUp(): void {
    const { folder, before } = this.backup!;
    // Points that came while it was made may be in it.
    before.clock = this.clock;
    this.backups.push({ folder, content: before });
    this.backup = null;
  }
}
