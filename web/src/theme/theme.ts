import type { Theme } from '../../../src/view/palette.ts';

/** What a person chose; `system` follows the device. */
export type ThemeChoice = 'system' | 'dark' | 'light';

const storageKey = 'plumbago.theme';
const systemLight = matchMedia('(prefers-color-scheme: light)');
const listeners = new Set<() => void>();

export function themeChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(storageKey);
    return stored === 'dark' || stored === 'light' ? stored : 'system';
  } catch {
    return 'system';
  }
}

/** The theme on screen. */
export function currentTheme(): Theme {
  return document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark';
}

function apply(): void {
  const choice = themeChoice();
  const theme = choice === 'system' ? (systemLight.matches ? 'light' : 'dark') : choice;
  document.documentElement.dataset['theme'] = theme;
  for (const listener of listeners) listener();
}

export function chooseTheme(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, choice);
  } catch {
    // Without storage the choice holds until the page is left.
  }
  apply();
}

export function observeTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

systemLight.addEventListener('change', apply);
