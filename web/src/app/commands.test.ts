import { describe, expect, test } from 'vitest';
import { addCommands, type Command, findCommand, keyOf, listCommands } from './commands.ts';

const command = (id: string, ...keys: string[]): Command => ({
  id,
  keys,
  label: id,
  group: 'Test',
  perform: () => {},
});

test('the page goes before the frame, and takes its commands away when it leaves', () => {
  const leaveFrame = addCommands({ commands: [command('frame', '?', 'x')] });
  const leavePage = addCommands({ commands: [command('page', 'x')] });
  expect(findCommand(listCommands(), 'x')?.id).toBe('page');
  leavePage();
  expect(findCommand(listCommands(), 'x')?.id).toBe('frame');
  leaveFrame();
  expect(listCommands()).toEqual([]);
});

test('a key is listed once, with what it does', () => {
  const leave = [
    addCommands({ commands: [command('later', 'ArrowRight'), command('zoom', '+', '='), command('theme')] }),
    addCommands({ commands: [command('next', 'ArrowRight'), command('add', '+')] }),
  ];
  expect(listCommands().map(({ id, keys }) => [id, ...keys])).toEqual([
    ['next', 'ArrowRight'],
    ['add', '+'],
    ['zoom', '='],
    ['theme'],
  ]);
  for (const one of leave) one();
});

describe('the name of a key', () => {
  const event = (
    key: string,
    held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', true>>,
  ) => ({
    ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
    ...held,
  });
  test.each([
    [event('?', { shiftKey: true }), '?'],
    [event('ArrowLeft', {}), 'ArrowLeft'],
    [event('k', { ctrlKey: true }), 'Ctrl-K'],
    [event('k', { metaKey: true }), 'Ctrl-K'],
    [event('Z', { ctrlKey: true, shiftKey: true }), 'Ctrl-Shift-Z'],
    [event('Tab', { ctrlKey: true }), null],
    [event('ArrowLeft', { altKey: true }), null],
  ])('%o is %s', (pressed, name) => expect(keyOf(pressed)).toBe(name));
});
