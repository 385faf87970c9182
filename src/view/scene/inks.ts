/** The colours of a theme that drawings need, as numbers. They are the tokens of the web app's themes, in sRGB. */
import type { Color } from './color.ts';

export type ThemeName = 'dark' | 'light';

export interface Inks {
  readonly theme: ThemeName;
  /** Behind panels. */
  readonly page: Color;
  /** Of panels. */
  readonly surface: Color;
  /** Of what lies on a panel: an unfilled bar. */
  readonly raised: Color;
  readonly line: Color;
  readonly grid: Color;
  readonly zero: Color;
  /** Text from strong to quiet. */
  readonly text1: Color;
  readonly text2: Color;
  readonly text3: Color;
  readonly accent: Color;
  readonly ok: Color;
  readonly warn: Color;
  readonly crit: Color;
}
