import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFixtureMachine, type FixtureMachine, readings } from '../testing/fixtureMachine.ts';
import { network } from './network.ts';

let machine: FixtureMachine;
beforeEach(() => {
  machine = createFixtureMachine();
});
afterEach(() => machine.remove());

const HEAD = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
`;

/** A line in which every counter is its column's number times `scale`. */
function line(name: string, scale: number): string {
  const columns = Array.from({ length: 16 }, (_, i) => (i + 1) * scale);
  return `${name.padStart(6)}: ${columns.join('    ')}\n`;
}
function dev(...lines: string[]) {
  return { 'proc/net/dev': HEAD + lines.join('') };
}

const WANTED = {
  rx_bytes: 1,
  tx_bytes: 9,
  rx_packets: 2,
  tx_packets: 10,
  rx_errors: 3,
  tx_errors: 11,
  rx_drops: 4,
  tx_drops: 12,
};
function rates(name: string, factor: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(WANTED).map(([metric, column]) => [`network.${name}.${metric}`, column * factor]),
  );
}

test('rates of every interface but lo and veth, and their sum', () => {
  machine.write({ 'sys/class/net/eth0/device/vendor': '', 'sys/class/net/eth1/device/vendor': '' });
  const found = readings(
    network,
    machine,
    [1, 3].map((n) =>
      dev(...['lo', 'eth0', 'eth1', 'br0', 'eth0.100', 'vethab12'].map((name) => line(name, n))),
    ),
    2,
  );
  expect(found[0]).toEqual({});
  // Bridges and VLANs carry the packets of the physical ones once more.
  expect(found[1]).toEqual({
    ...rates('eth0', 1),
    ...rates('eth1', 1),
    ...rates('br0', 1),
    ...rates('eth0_100', 1),
    ...rates('all', 2),
  });
});

test('in a container, where no interface is physical, the sum is of all', () => {
  const found = readings(network, machine, [
    dev(line('lo', 1), line('eth0', 1)),
    dev(line('lo', 9), line('eth0', 4)),
  ]);
  expect(found[1]).toEqual({ ...rates('eth0', 3), ...rates('all', 3) });
});

test('old kernels write the first number right behind the colon', () => {
  const tight = (bytes: number) => ({
    'proc/net/dev': `${HEAD}  eth0:${bytes} 0 0 0 0 0 0 0 5 0 0 0 0 0 0 0\n`,
  });
  expect(readings(network, machine, [tight(4_000_000_000), tight(4_000_000_700)])[1]).toMatchObject({
    'network.eth0.rx_bytes': 700,
    'network.eth0.tx_bytes': 0,
  });
});

test('a counter of 32 bits that wraps leaves a gap, in the sum as well', () => {
  machine.write({ 'sys/class/net/eth0/device/vendor': '' });
  const bytes = (n: number) => ({ 'proc/net/dev': `${HEAD}  eth0: ${n} ${n} 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n` });
  const found = readings(network, machine, [bytes(4_294_967_000), bytes(300), bytes(800)]);
  expect(found.map((values) => values['network.eth0.rx_bytes'])).toEqual([undefined, undefined, 500]);
  expect(found.map((values) => values['network.all.rx_bytes'])).toEqual([undefined, undefined, 500]);
  expect(found[1]).toMatchObject({ 'network.eth0.tx_bytes': 0, 'network.all.tx_bytes': 0 });
});

test('interfaces come and go without a jump in the sum', () => {
  const found = readings(network, machine, [
    dev(line('eth0', 1)),
    dev(line('eth0', 2), line('tun0', 5000)),
    dev(line('eth0', 3), line('tun0', 5002)),
    dev(line('eth0', 4)),
    dev(line('tun0', 1), line('eth0', 5)),
  ]);
  expect(found.map((values) => values['network.all.rx_bytes'])).toEqual([undefined, 1, 3, 1, 1]);
  expect(found.map((values) => values['network.tun0.rx_bytes'])).toEqual([
    undefined,
    undefined,
    2,
    undefined,
    undefined,
  ]);
});

test('an interface that is called all does not mix with the sums', () => {
  const found = readings(network, machine, [dev(line('all', 1)), dev(line('all', 2))]);
  expect(found[1]).toEqual({ ...rates('all_2', 1), ...rates('all', 1) });
});

test('a file longer than the first buffer is read whole', () => {
  const many = (n: number) => dev(...Array.from({ length: 400 }, (_, i) => line(`eth${i}`, n)));
  const found = readings(network, machine, [many(1), many(2)]);
  expect(found[1]).toMatchObject({ ...rates('eth0', 1), ...rates('eth399', 1), ...rates('all', 400) });
});
