import { useCallback, useState } from 'react';
import type { Folder } from '../../../../src/schema/dashboards.ts';

const storageKey = 'plumbago.folders';
/** With no more dashboards than this nothing needs to be hidden, and all folders are open at first. */
const fewDashboards = 40;

function read(): Record<string, boolean> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return value !== null && typeof value === 'object' ? (value as Record<string, boolean>) : {};
  } catch {
    return {};
  }
}

interface OpenFolders {
  isOpen(folder: Folder): boolean;
  setOpen(folder: Folder, open: boolean): void;
}

/** Which folders are open, kept in this browser. */
export function useOpenFolders(total: number): OpenFolders {
  const [chosen, setChosen] = useState(read);
  const isOpen = useCallback(({ uid }: Folder) => chosen[uid] ?? total <= fewDashboards, [chosen, total]);
  const setOpen = useCallback(({ uid }: Folder, open: boolean) => {
    setChosen((before) => {
      const next = { ...before, [uid]: open };
      try {
        localStorage.setItem(storageKey, JSON.stringify(next));
      } catch {
        // Without storage it holds until the page is left.
      }
      return next;
    });
  }, []);
  return { isOpen, setOpen };
}
