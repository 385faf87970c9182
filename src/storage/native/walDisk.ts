import {
  closeSync,
  constants,
  fdatasync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  unlink,
  unlinkSync,
  writeSync,
} from 'node:fs';

/** What the write-ahead log asks of the disk: all of it may fail, and tests make it fail. */
export interface WalDisk {
  /** Makes a file that must not be there yet, and makes its entry in the folder durable. */
  create(folder: string, file: string): number;
  write(fd: number, bytes: Uint8Array, from: number, length: number, position: number): number;
  truncate(fd: number, length: number): void;
  syncNow(fd: number): void;
  syncSoon(fd: number, done: (error: Error | null) => void): void;
  close(fd: number): void;
  /** For a file that could not be begun. Does nothing when that can't be done either. */
  removeNow(file: string): void;
  /** Off this thread: giving back the pages of a long file takes milliseconds. */
  removeSoon(file: string, done: (error: NodeJS.ErrnoException | null) => void): void;
}

export const walDisk: WalDisk = {
  create(folder, file) {
    const fd = openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o640);
    try {
      const directory = openSync(folder, 'r');
      try {
        fsyncSync(directory);
      } finally {
        closeSync(directory);
      }
      return fd;
    } catch (error) {
      closeSync(fd);
      this.removeNow(file);
      throw error;
    }
  },
  write: writeSync,
  truncate: ftruncateSync,
  syncNow: fdatasyncSync,
  syncSoon: fdatasync,
  close: closeSync,
  removeNow(file) {
    try {
      unlinkSync(file);
    } catch {
      // It stays as an empty segment, which holds nothing and harms nobody; the next one gets another number.
    }
  },
  removeSoon: unlink,
};
