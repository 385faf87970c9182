import { useEffect, useRef } from 'react';
import { addCommands, type Command } from './commands.ts';

/** Keeps commands available while the component is on screen; they may be new objects on every draw. */
export function useCommands(commands: readonly Command[]): void {
  const holder = useRef({ commands });
  useEffect(() => {
    holder.current.commands = commands;
  });
  useEffect(() => addCommands(holder.current), []);
}
