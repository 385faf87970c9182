/** Which mounts of /proc/self/mountinfo are file systems worth measuring. */

export interface Mount {
  readonly mountPoint: string;
  readonly type: string;
}

/** Read-only images: always full, and there is nothing to be done about it. */
const IMAGES = new Set(['squashfs', 'iso9660', 'udf', 'erofs', 'cramfs', 'romfs']);
/** These keep data on devices, though the kernel gives them device numbers of their own. */
const OWN_NUMBERS = new Set(['btrfs', 'zfs', 'bcachefs']);

interface Line extends Mount {
  /** `major:minor`. */
  readonly device: string;
  /** The folder of the file system that is mounted; `/` but for bind mounts and subvolumes. */
  readonly root: string;
}

/**
 * File systems on devices, each once, and whatever is the root. Left out are pseudo file systems, tmpfs (which is memory),
 * network file systems, read-only images, and further mounts of a device that is listed already.
 */
export function realMounts(mountinfo: string): Mount[] {
  const byMountPoint = new Map<string, Line>();
  for (const text of mountinfo.split('\n')) {
    const line = parseLine(text);
    // A later mount covers an earlier one at the same place.
    if (line !== null) byMountPoint.set(line.mountPoint, line);
  }
  const byDevice = new Map<string, Line>();
  for (const line of byMountPoint.values()) {
    if (!isReal(line)) continue;
    const rival = byDevice.get(line.device);
    if (rival === undefined || isBetter(line, rival)) byDevice.set(line.device, line);
  }
  return [...byDevice.values()].map(({ mountPoint, type }) => ({ mountPoint, type }));
}

function isReal({ mountPoint, type, device }: Line): boolean {
  if (IMAGES.has(type)) return false;
  if (mountPoint === '/') return type !== 'rootfs';
  return !device.startsWith('0:') || OWN_NUMBERS.has(type);
}

/** Of several mounts of one device: the root, then a whole one before a folder of it, then the shortest path. */
function isBetter(line: Line, rival: Line): boolean {
  if ((line.mountPoint === '/') !== (rival.mountPoint === '/')) return line.mountPoint === '/';
  if ((line.root === '/') !== (rival.root === '/')) return line.root === '/';
  return line.mountPoint.length < rival.mountPoint.length;
}

/** `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue`; see proc(5). */
function parseLine(text: string): Line | null {
  const words = text.split(' ');
  const dash = words.indexOf('-', 6);
  const [, , device, root, mountPoint] = words;
  const type = words[dash + 1];
  if (dash < 0 || !device || !root || !mountPoint || !type) return null;
  return { device, root: unescapePath(root), mountPoint: unescapePath(mountPoint), type };
}

/** The kernel writes blank, tab, line feed and backslash as three octal digits. The bytes are UTF-8 already. */
function unescapePath(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
