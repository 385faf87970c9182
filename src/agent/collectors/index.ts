import type { CollectorType } from '../collector.ts';
import { cpu } from './cpu.ts';
import { disks } from './disks.ts';
import { filesystems } from './filesystems.ts';
import { load } from './load.ts';
import { memory } from './memory.ts';
import { network } from './network.ts';
import { uptime } from './uptime.ts';

/** All collectors. A new one is a file beside this one, and a line here. */
export const COLLECTORS: readonly CollectorType[] = [cpu, load, uptime, memory, disks, filesystems, network];
