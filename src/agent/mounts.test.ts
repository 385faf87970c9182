import { expect, test } from 'vitest';
import { realMounts } from './mounts.ts';

function points(text: string): string[] {
  return realMounts(text).map(({ mountPoint }) => mountPoint);
}

test('a server: devices once each, without pseudo file systems, memory, the network and images', () => {
  const mountinfo = `22 28 0:20 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs sysfs rw
23 28 0:21 / /proc rw,nosuid shared:14 - proc proc rw
24 28 0:5 / /dev rw,nosuid shared:2 - devtmpfs udev rw,size=8000k
26 28 0:23 / /run rw,nosuid shared:5 - tmpfs tmpfs rw,size=1600k
28 1 253:0 / / rw,relatime shared:1 - ext4 /dev/mapper/vg-root rw,errors=remount-ro
30 22 0:26 / /sys/fs/cgroup rw shared:9 - cgroup2 cgroup2 rw
40 28 8:1 / /boot rw,relatime shared:20 - ext4 /dev/sda1 rw
41 40 8:2 / /boot/efi rw,relatime shared:22 - vfat /dev/sda2 rw
42 28 253:2 / /var/log rw,relatime shared:24 - xfs /dev/mapper/vg-log rw
43 28 253:2 /nginx /srv/nginx-logs rw,relatime shared:24 - xfs /dev/mapper/vg-log rw
44 28 7:0 / /snap/core/1 ro,nodev shared:30 - squashfs /dev/loop0 ro
45 28 0:50 / /mnt/nas rw shared:31 - nfs4 nas:/export rw
46 28 0:60 / /tank rw shared:32 - zfs tank rw
47 46 0:61 / /tank/home rw shared:33 - zfs tank/home rw
48 28 8:33 / /media/my\\040disk rw shared:34 - ext4 /dev/sdc1 rw
`;
  expect(points(mountinfo)).toEqual([
    '/',
    '/boot',
    '/boot/efi',
    '/var/log',
    '/tank',
    '/tank/home',
    '/media/my disk',
  ]);
});

test('a container: its overlay, its volumes, and no second mount of one device', () => {
  const mountinfo = `600 500 0:300 / / rw,relatime master:2 - overlay overlay rw,lowerdir=/a:/b
601 600 0:301 / /proc rw - proc proc rw
610 600 8:1 /docker/volumes/data/_data /data rw - ext4 /dev/sda1 rw
611 600 8:1 /docker/containers/x/resolv.conf /etc/resolv.conf rw - ext4 /dev/sda1 rw
612 600 0:310 / /dev/shm rw - tmpfs shm rw
613 600 0:311 / /other rw - overlay overlay rw
`;
  expect(points(mountinfo)).toEqual(['/', '/data']);
});

test('subvolumes of btrfs are one file system, shown where the root is', () => {
  const mountinfo = `30 1 0:30 /@home /home rw - btrfs /dev/sda2 rw,subvol=/@home
31 1 0:30 /@ / rw - btrfs /dev/sda2 rw,subvol=/@
`;
  expect(points(mountinfo)).toEqual(['/']);
});

test('a mount that covers another counts instead of it', () => {
  const mountinfo = `1 0 0:2 / / rw - rootfs rootfs rw
2 1 8:1 / / rw - ext4 /dev/sda1 rw
3 2 8:2 / /srv rw - ext4 /dev/sda2 rw
4 3 0:9 / /srv rw - tmpfs tmpfs rw
`;
  expect(points(mountinfo)).toEqual(['/']);
});

test('optional fields may be missing or many, and what is no mount is left out', () => {
  expect(points('36 35 98:0 /mnt1 /mnt2 rw - ext3 /dev/root rw\n')).toEqual(['/mnt2']);
  expect(points('36 35 98:0 / /m rw shared:1 master:2 propagate_from:3 - ext3 /dev/root rw\n')).toEqual([
    '/m',
  ]);
  expect(points('\ngarbage\n1 2 3\n36 35 98:0 / /m rw shared:1\n')).toEqual([]);
});
