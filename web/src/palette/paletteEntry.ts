import type { PickerOption } from '../components/pickerOrder.ts';

/** Headings of the palette, in the order in which they are shown. */
export const paletteGroups = [
  'Recent',
  'Dashboards',
  'Hosts',
  'Actions',
  'Go to',
  'Appearance',
  'Branches',
  'Metrics',
] as const;
export type PaletteGroup = (typeof paletteGroups)[number];

/** Something that the palette finds: a place to go to, or something to do. `value` tells it from all others. */
export interface PaletteEntry extends PickerOption {
  readonly group: PaletteGroup;
  /** Where it leads; entries without one do something. */
  readonly href?: string;
  /** What its icon is of, where that is not the group it stands in. */
  readonly kind?: PaletteGroup;
  /** Keys that do the same. */
  readonly keys?: readonly string[];
  perform?(): void;
}
