import { useSyncExternalStore } from 'react';
import type { Theme } from '../../../src/view/palette.ts';
import { currentTheme, observeTheme, type ThemeChoice, themeChoice } from './theme.ts';

/** The theme on screen; the component draws again when it changes. */
export function useTheme(): Theme {
  return useSyncExternalStore(observeTheme, currentTheme);
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(observeTheme, themeChoice);
}
