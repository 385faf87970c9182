/** Tells when something in a folder may have changed. */
import { watch } from 'node:fs';

/** Editors write in several steps: wait until they are done. */
const SETTLE_MS = 200;
/** Network file systems and containers tell of nothing: then a look now and then finds it. */
const LOOK_EVERY_MS = 10_000;

export interface FolderWatch {
  close(): void;
}

/** `onChange` is called a moment after changes, and every ten seconds in any case. */
export function watchFolder(
  root: string,
  onChange: () => void,
  onFailure: (error: Error) => void,
): FolderWatch {
  let settle: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(settle);
    settle = setTimeout(onChange, SETTLE_MS);
  };
  const timer = setInterval(onChange, LOOK_EVERY_MS);
  const watcher = open();
  return {
    close() {
      clearTimeout(settle);
      clearInterval(timer);
      watcher?.close();
    },
  };

  function open() {
    try {
      const made = watch(root, { recursive: true }, soon);
      made.on('error', onFailure);
      return made;
    } catch (error) {
      // No watches left, or none on this file system; the timer goes on.
      onFailure(error as Error);
      return null;
    }
  }
}
