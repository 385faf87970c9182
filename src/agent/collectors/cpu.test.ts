import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFixtureMachine, type FixtureMachine, readings } from '../testing/fixtureMachine.ts';
import { cpu } from './cpu.ts';

let machine: FixtureMachine;
beforeEach(() => {
  machine = createFixtureMachine();
});
afterEach(() => machine.remove());

/** A /proc/stat as kernels since 2.6.33 write it. */
function stat(
  all: string,
  cores: readonly string[],
  rest: { intr?: number; ctxt?: number; forks?: number } = {},
) {
  return {
    'proc/stat': [
      `cpu  ${all}`,
      ...cores.map((core) => `cpu${core}`),
      `intr ${rest.intr ?? 1000} 9 0 0 0 0 0 0 0 1 0 0 0 156 0 0 0 0 0`,
      `ctxt ${rest.ctxt ?? 2000}`,
      'btime 1700000000',
      `processes ${rest.forks ?? 300}`,
      'procs_running 3',
      'procs_blocked 1',
      'softirq 2288 0 1037 1 12 0 0 2 300 0 936',
      '',
    ].join('\n'),
  };
}

test('percentages of a second on two cores', () => {
  const [first, second] = readings(cpu, machine, [
    stat('1000 100 500 8000 50 10 20 5 0 0', [
      '0 500 50 250 4000 25 5 10 2 0 0',
      '1 500 50 250 4000 25 5 10 3 0 0',
    ]),
    stat(
      '1040 110 520 8100 60 12 26 7 20 4',
      ['0 530 50 260 4055 30 5 10 2 0 0', '1 510 60 260 4045 30 7 16 5 20 4'],
      {
        intr: 1500,
        ctxt: 2300,
        forks: 304,
      },
    ),
  ]);
  expect(first).toEqual({ 'cpu.cores': 2, 'processes.running': 3, 'processes.blocked': 1 });
  // Ticks: user 40 (20 of them guest), nice 10 (4 guest), system 20, idle 100, iowait 10, irq 2, softirq 6, steal 2 = 190.
  const percent = (ticks: number): unknown => expect.closeTo((100 * ticks) / 190, 10);
  expect(second).toMatchObject({
    'cpu.all.usage': percent(80),
    'cpu.all.user': percent(20),
    'cpu.all.nice': percent(6),
    'cpu.all.system': percent(20),
    'cpu.all.idle': percent(100),
    'cpu.all.iowait': percent(10),
    'cpu.all.irq': percent(2),
    'cpu.all.softirq': percent(6),
    'cpu.all.steal': percent(2),
    'cpu.all.guest': percent(24),
    'cpu.0.usage': 40,
    'cpu.0.user': 30,
    'cpu.0.system': 10,
    'cpu.0.iowait': 5,
    'kernel.interrupts': 500,
    'kernel.context_switches': 300,
    'kernel.forks': 4,
  });
  const parts = ['user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal', 'guest'];
  expect(parts.reduce((sum, part) => sum + second![`cpu.all.${part}`]!, 0)).toBeCloseTo(100, 10);
});

test('rates divide by the time that passed', () => {
  const [, second] = readings(
    cpu,
    machine,
    [stat('1 0 0 1', ['0 1 0 0 1']), stat('2 0 0 2', ['0 2 0 0 2'], { ctxt: 2500 })],
    2.5,
  );
  expect(second!['kernel.context_switches']).toBe(200);
});

describe('counters that step back', () => {
  const base = '1000 0 500 8000 50 0 0 5 0 0';
  test('idle, iowait and steal by a tick or two are no reset', () => {
    const [, second] = readings(cpu, machine, [
      stat(base, [`0 ${base}`]),
      stat('1030 0 510 8060 48 0 0 4 0 0', ['0 1030 0 510 8060 48']),
    ]);
    expect(second).toMatchObject({
      'cpu.all.usage': 40,
      'cpu.all.iowait': 0,
      'cpu.all.steal': 0,
      'cpu.0.usage': 40,
    });
  });

  test('the others are, and leave a gap', () => {
    const [, second, third] = readings(cpu, machine, [
      stat(base, [`0 ${base}`]),
      stat('3 0 5 80 0 0 0 0 0 0', ['0 3 0 5 80 0 0 0 0 0'], { ctxt: 7, intr: 8, forks: 9 }),
      stat('4 0 5 83 0 0 0 0 0 0', ['0 4 0 5 83 0 0 0 0 0'], { ctxt: 8, intr: 10, forks: 9 }),
    ]);
    expect(second).toEqual({ 'cpu.cores': 1, 'processes.running': 3, 'processes.blocked': 1 });
    expect(third).toMatchObject({
      'cpu.all.usage': 25,
      'cpu.0.user': 25,
      'kernel.context_switches': 1,
      'kernel.interrupts': 2,
    });
  });

  test('no time between two readings is a gap, not a division by zero', () => {
    const [, second] = readings(cpu, machine, [stat(base, ['0 1 1 1 1']), stat(base, ['0 1 1 1 1'])]);
    expect(second).not.toHaveProperty('cpu.all.usage');
    expect(second).not.toHaveProperty('cpu.0.usage');
  });
});

test('a core that was switched off in between begins anew', () => {
  const found = readings(cpu, machine, [
    stat('10 0 0 10', ['0 5 0 0 5', '1 5 0 0 5']),
    stat('20 0 0 20', ['0 15 0 0 15']),
    stat('40 0 0 40', ['0 25 0 0 25', '1 15 0 0 15']),
    stat('60 0 0 60', ['0 35 0 0 35', '1 25 0 0 25']),
  ]);
  expect(found.map((values) => values['cpu.cores'])).toEqual([2, 1, 2, 2]);
  expect(found.map((values) => values['cpu.1.usage'])).toEqual([undefined, undefined, undefined, 50]);
  expect(found.map((values) => values['cpu.0.usage'])).toEqual([undefined, 50, 50, 50]);
});

test('four columns of a kernel of long ago will do', () => {
  const [, second] = readings(cpu, machine, [
    { 'proc/stat': 'cpu  10 0 10 80\ncpu0 10 0 10 80\n' },
    { 'proc/stat': 'cpu  20 0 20 160\ncpu0 20 0 20 160\n' },
  ]);
  expect(second).toMatchObject({ 'cpu.all.usage': 20, 'cpu.all.guest': 0, 'cpu.0.system': 10 });
});

test('a file without cores is an error', () => {
  expect(() => readings(cpu, machine, [{ 'proc/stat': 'nothing\n' }])).toThrow(
    '/proc/stat has no line for a core',
  );
  expect(() => readings(cpu, machine, [{ 'proc/stat': null }])).toThrow('ENOENT');
});
