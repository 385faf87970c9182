/** A parsed expression as a list of steps, and the machine that follows them in linear time. */

import type { Assertion, ParsedPattern } from './parsePattern.ts';
import {
  isLineEnd,
  isWord,
  PatternError,
  type PatternFlags,
  type PatternNode,
  type UnitTest,
} from './parsePattern.ts';

type Step =
  | { readonly kind: 'unit'; readonly matches: UnitTest }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  /** Goes on at `first`, and should that fail at `second`. */
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; to: number }
  /** Remembers the place as a border of a group. */
  | { readonly kind: 'save'; readonly slot: number }
  | { readonly kind: 'forget'; readonly from: number; readonly to: number }
  | { readonly kind: 'done' };

export interface Program {
  readonly steps: readonly Step[];
  readonly groups: number;
  readonly multiline: boolean;
}

/** Repetitions with numbers are written out; beyond so many steps an expression is refused. */
const mostSteps = 4000;

/** @throws PatternError when the expression is too large */
export function compileProgram({ root, groups }: ParsedPattern, { multiline }: PatternFlags): Program {
  const steps: Step[] = [];
  const add = <Kind extends Step>(step: Kind): Kind => {
    if (steps.length >= mostSteps) throw new PatternError('it is too large: its repetitions add up');
    steps.push(step);
    return step;
  };
  const split = (lazy: boolean) => {
    const step = add<Extract<Step, { kind: 'split' }>>({ kind: 'split', first: 0, second: 0 });
    return {
      /** Where the inside begins and where it goes on without it; a lazy repetition prefers to go on. */
      set(inside: number, after: number) {
        step.first = lazy ? after : inside;
        step.second = lazy ? inside : after;
      },
    };
  };
  const write = (node: PatternNode): void => {
    switch (node.kind) {
      case 'unit':
      case 'assertion':
        add(node);
        return;
      case 'sequence':
        node.items.forEach(write);
        return;
      case 'group':
        add({ kind: 'save', slot: 2 * node.index });
        write(node.inside);
        add({ kind: 'save', slot: 2 * node.index + 1 });
        return;
      case 'either': {
        const ends: { to: number }[] = [];
        node.choices.forEach((choice, i) => {
          if (i === node.choices.length - 1) {
            write(choice);
            return;
          }
          const fork = split(false);
          const start = steps.length;
          write(choice);
          ends.push(add<Extract<Step, { kind: 'jump' }>>({ kind: 'jump', to: 0 }));
          fork.set(start, steps.length);
        });
        for (const end of ends) end.to = steps.length;
        return;
      }
      case 'repeat':
        writeRepeat(node);
    }
  };
  const writeRound = (node: Extract<PatternNode, { kind: 'repeat' }>) => {
    if (node.lastGroup >= node.firstGroup)
      add({ kind: 'forget', from: 2 * node.firstGroup, to: 2 * node.lastGroup + 1 });
    write(node.inside);
  };
  const writeRepeat = (node: Extract<PatternNode, { kind: 'repeat' }>) => {
    for (let i = 0; i < node.min; i++) writeRound(node);
    if (node.max === Number.POSITIVE_INFINITY) {
      const top = steps.length;
      const fork = split(node.lazy);
      writeRound(node);
      add({ kind: 'jump', to: top });
      fork.set(top + 1, steps.length);
      return;
    }
    const forks = [];
    for (let i = node.min; i < node.max; i++) {
      forks.push({ fork: split(node.lazy), start: steps.length });
      writeRound(node);
    }
    for (const { fork, start } of forks) fork.set(start, steps.length);
  };
  write(root);
  add({ kind: 'done' });
  return { steps, groups, multiline };
}

/**
 * The borders of the first match at or after `from`: of the whole (slots 0 and 1) and of each group, -1 where a group
 * took no part; null without a match.
 *
 * Steps are tried in the order of the expression and taken back when they lead nowhere. A step that was tried at a
 * place is never tried there again, for what follows depends on nothing else: so the work is bounded by steps × length.
 */
export function run({ steps, groups, multiline }: Program, text: string, from = 0): Int32Array | null {
  const places = text.length + 1;
  const tried = new Uint32Array(Math.ceil((steps.length * places) / 32));
  const slots = new Int32Array(2 * (groups + 1)).fill(-1);
  // Pairs of a step and a place to try, or of a slot (as -1 - slot) and what it was before.
  const pending: number[] = [];

  const holds = (assertion: Assertion, at: number): boolean => {
    if (assertion === 'start') return at === 0 || (multiline && isLineEnd(text.charCodeAt(at - 1)));
    if (assertion === 'end') return at === text.length || (multiline && isLineEnd(text.charCodeAt(at)));
    const before = at > 0 && isWord(text.charCodeAt(at - 1));
    const behind = at < text.length && isWord(text.charCodeAt(at));
    return (before !== behind) === (assertion === 'word');
  };
  const set = (slot: number, value: number) => {
    pending.push(-1 - slot, slots[slot]);
    slots[slot] = value;
  };

  for (let start = from; start < places; start++) {
    pending.push(0, start);
    while (pending.length > 0) {
      let at = pending.pop()!;
      let step = pending.pop()!;
      if (step < 0) {
        slots[-1 - step] = at;
        continue;
      }
      for (;;) {
        const bit = step * places + at;
        if ((tried[bit >>> 5] & (1 << (bit & 31))) !== 0) break;
        tried[bit >>> 5] |= 1 << (bit & 31);
        const current = steps[step];
        if (current.kind === 'done') {
          slots[0] = start;
          slots[1] = at;
          return slots;
        }
        if (current.kind === 'unit') {
          if (at >= text.length || !current.matches(text.charCodeAt(at))) break;
          at++;
          step++;
        } else if (current.kind === 'assertion') {
          if (!holds(current.assertion, at)) break;
          step++;
        } else if (current.kind === 'split') {
          pending.push(current.second, at);
          step = current.first;
        } else if (current.kind === 'jump') step = current.to;
        else if (current.kind === 'save') {
          set(current.slot, at);
          step++;
        } else {
          for (let slot = current.from; slot <= current.to; slot++) set(slot, -1);
          step++;
        }
      }
    }
  }
  return null;
}
