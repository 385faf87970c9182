import type { Level } from '../remarks.ts';

/** Says something of the panel that a step works on. */
export type Tell = (level: Level, message: string) => void;
