/** What the process that is killed and the one that kills it say to each other. */

/** A series as the process is to go on with it. */
export interface LiveSeries {
  readonly id: number;
  readonly name: string;
  /** Index into SCHEMAS. */
  readonly schema: number;
  /** It has points of seconds after this only. */
  readonly born: number;
  /** All points that are on time are written up to this second … */
  readonly upTo: number;
  /** … and the late ones up to this. */
  readonly lateUpTo: number;
}

/** What the process is started with. */
export interface Orders {
  readonly folder: string;
  readonly seed: number;
  /** Seconds since 1970. */
  readonly clock: number;
  readonly series: readonly LiveSeries[];
  /** The next series' number. */
  readonly nextId: number;
  /** Where backups go, each into a folder of its own. */
  readonly backups: string;
}

/** Something that the process is about to do. */
export type Deed =
  | { readonly kind: 'write'; readonly clock: number }
  | { readonly kind: 'create'; readonly id: number; readonly name: string; readonly clock: number }
  | { readonly kind: 'rename'; readonly id: number; readonly to: string }
  | { readonly kind: 'delete'; readonly id: number }
  | { readonly kind: 'retention'; readonly id: number; readonly schema: number }
  | { readonly kind: 'backup'; readonly folder: string }
  | { readonly kind: 'flush' | 'settle' };
export type DeedKind = Deed['kind'];

/** A line of the process's output. */
export type JournalLine =
  | { readonly begins: Deed }
  /** The engine has said that it is done. */
  | { readonly done: DeedKind };
