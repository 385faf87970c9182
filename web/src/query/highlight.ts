import {
  Decoration,
  type DecorationSet,
  type EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

const parts =
  /("[^"]*"?|'[^']*'?)|([A-Za-z_]\w*)(?=\s*\()|(\{[^{}]*\}?|\*|\?|\[[^\]]*\])|(?<=[(,\s])(-?\d+(?:\.\d+)?)(?=\s*[,)])/g;
const classes = ['cm-text', 'cm-call', 'cm-glob', 'cm-number'];

const matcher = new MatchDecorator({
  regexp: parts,
  decoration: (match) =>
    Decoration.mark({ class: classes[match.slice(1).findIndex((part) => part !== undefined)] }),
});

/** Colours calls, texts, globs and numbers. A target is one short line: patterns are enough. */
export const highlightTarget = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = matcher.createDeco(view);
    }
    update(update: ViewUpdate) {
      this.decorations = matcher.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
