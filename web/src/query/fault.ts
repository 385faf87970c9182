import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

/** Marks the place of an error (0-based offset), or takes the mark away. */
export const setFault = StateEffect.define<number | null>();

export const faultMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    // Whoever types is mending it: the mark would only be in the way.
    let next = transaction.docChanged ? Decoration.none : marks;
    for (const effect of transaction.effects) {
      if (!effect.is(setFault)) continue;
      const { length } = transaction.newDoc;
      if (effect.value === null || length === 0) next = Decoration.none;
      else {
        const from = Math.min(effect.value, length - 1);
        const rest = transaction.newDoc.sliceString(from, length);
        const width = Math.max(1, /^[\w.*?-]+/.exec(rest)?.[0].length ?? 1);
        next = Decoration.set([Decoration.mark({ class: 'cm-fault' }).range(from, from + width)]);
      }
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});
