import { expect, test } from 'vitest';
import { addCommands, type Command, findCommand, listCommands } from './commands.ts';

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
