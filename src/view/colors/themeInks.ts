/** The tokens of the web app's two themes (`web/src/theme/tokens.css`) as numbers, for what is drawn. */
import type { Inks, ThemeName } from '../scene/inks.ts';
import { fromOklch, type Oklch } from './oklch.ts';

type InkName = Exclude<keyof Inks, 'theme'>;

/** The token that each ink is. */
export const inkTokens: Readonly<Record<InkName, string>> = {
  page: '--surface-0',
  surface: '--surface-1',
  raised: '--surface-3',
  line: '--line',
  grid: '--grid',
  zero: '--zero',
  text1: '--text-1',
  text2: '--text-2',
  text3: '--text-3',
  accent: '--accent',
  ok: '--ok',
  warn: '--warn',
  crit: '--crit',
};

const dark: Readonly<Record<InkName, Oklch>> = {
  page: [0.172, 0.007, 260],
  surface: [0.207, 0.008, 260],
  raised: [0.295, 0.012, 260],
  line: [0.285, 0.01, 260],
  grid: [0.29, 0.008, 260, 0.75],
  zero: [0.46, 0.012, 260],
  text1: [0.955, 0.004, 260],
  text2: [0.79, 0.01, 260],
  text3: [0.665, 0.013, 260],
  accent: [0.77, 0.115, 240],
  ok: [0.77, 0.15, 155],
  warn: [0.81, 0.14, 80],
  crit: [0.705, 0.175, 25],
};

const light: Readonly<Record<InkName, Oklch>> = {
  page: [0.972, 0.003, 260],
  surface: [1, 0, 0],
  raised: [0.918, 0.006, 260],
  line: [0.905, 0.005, 260],
  grid: [0.92, 0.004, 260],
  zero: [0.72, 0.008, 260],
  text1: [0.235, 0.012, 260],
  text2: [0.415, 0.014, 260],
  text3: [0.505, 0.015, 260],
  accent: [0.515, 0.155, 250],
  ok: [0.53, 0.135, 152],
  warn: [0.55, 0.12, 70],
  crit: [0.53, 0.2, 27],
};

function inksFrom(theme: ThemeName, tokens: Readonly<Record<InkName, Oklch>>): Inks {
  const of = (name: InkName) => fromOklch(tokens[name]);
  return {
    theme,
    page: of('page'),
    surface: of('surface'),
    raised: of('raised'),
    line: of('line'),
    grid: of('grid'),
    zero: of('zero'),
    text1: of('text1'),
    text2: of('text2'),
    text3: of('text3'),
    accent: of('accent'),
    ok: of('ok'),
    warn: of('warn'),
    crit: of('crit'),
  };
}

const inks: Readonly<Record<ThemeName, Inks>> = {
  dark: inksFrom('dark', dark),
  light: inksFrom('light', light),
};

export function inksOf(theme: ThemeName): Inks {
  return inks[theme];
}
