/** Panels on the clipboard, as text that other dashboards, and people, can read. */
import type { Panel } from '../../../src/schema/dashboard.ts';

const format = 'plumbago-panel';
/** Also kept here: a page on plain http has no clipboard to read from. */
const storageKey = 'plumbago.copiedPanel';

export function panelToText(panel: Panel): string {
  return `${JSON.stringify({ format, formatVersion: 1, panel }, null, 2)}\n`;
}

/** The panel of a text; null for any other text. */
export function panelFromText(text: string): Panel | null {
  try {
    const read = JSON.parse(text) as { format?: unknown; panel?: Partial<Panel> } | null;
    if (read?.format !== format) return null;
    const { panel } = read;
    if (typeof panel?.type !== 'string' || typeof panel.grid?.w !== 'number') return null;
    return panel as Panel;
  } catch {
    return null;
  }
}

/** Copies a panel; false when only this browser's own pages can paste it. */
export async function copyPanel(panel: Panel): Promise<boolean> {
  const text = panelToText(panel);
  try {
    localStorage.setItem(storageKey, text);
  } catch {
    // The clipboard itself may still take it.
  }
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The panel that was copied last in this browser. */
export function copiedPanel(): Panel | null {
  try {
    return panelFromText(localStorage.getItem(storageKey) ?? '');
  } catch {
    return null;
  }
}
