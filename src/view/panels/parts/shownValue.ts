import { displayValue } from '../../fields/display.ts';
import type { Color } from '../../scene/color.ts';
import type { SceneContext } from '../sceneInput.ts';
import type { PanelValue } from './panelValues.ts';
import type { ValueRange } from './valueRange.ts';
import type { ValueText } from './valueText.ts';

/** A value with its unit, its colour and what mappings make of it. */
export interface ShownValue {
  readonly text: ValueText;
  /** In one piece. */
  readonly full: string;
  readonly color: Color;
}

interface Around {
  /** Words of the panel's own before and behind the value. */
  readonly prefix?: string | undefined;
  readonly postfix?: string | undefined;
}

/** Of panels that show one value at a time: where nobody chose colours, thresholds speak if there are any. */
export function byThresholds(value: PanelValue): PanelValue {
  const { config } = value.series;
  if (config.color?.mode !== undefined || config.thresholds === undefined) return value;
  const color = { ...config.color, mode: 'thresholds' as const };
  return { ...value, series: { ...value.series, config: { ...config, color } } };
}

/** How a value is written and coloured; `range` are the ends of scales that have none of their own. */
export function shownValue(
  { value, series }: PanelValue,
  range: ValueRange,
  { inks, zone, now }: SceneContext,
  around: Around = {},
): ShownValue {
  const of = { ...series, span: range };
  const { prefix, text, suffix, color, mapped } = displayValue(value, of, inks.theme, { zone, now });
  const lead = `${around.prefix ?? ''}${prefix}${text}`;
  const tail = `${suffix}${around.postfix ?? ''}`;
  // Nothing is said quietly, unless somebody chose words and a colour for it.
  const quiet = Number.isNaN(value) && !mapped;
  return { text: { lead, tail }, full: lead + tail, color: quiet ? inks.text3 : color };
}
