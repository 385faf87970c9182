import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { linter, lintGutter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  keymap,
  lineNumbers,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { editorTheme } from '../query/editorTheme.ts';
import styles from './JsonEditor.module.css';

interface JsonEditorProps {
  readonly value: string;
  readonly label: string;
  readonly readOnly?: boolean;
  /** Lines are counted from 1; shown in the middle when it changes. */
  readonly line?: number | undefined;
  onChange?(text: string): void;
}

/** A text (with the colon behind it, when it is a name), a number, or a word. */
const tokens = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\b\d[\d.eE+-]*|\b(?:true|false|null)\b/g;

const colored = new MatchDecorator({
  regexp: tokens,
  decorate: (add, from, to, match) => {
    const [, text, colon] = match;
    if (text === undefined) add(from, to, Decoration.mark({ class: 'cm-glob' }));
    else
      add(from, from + text.length, Decoration.mark({ class: colon === undefined ? 'cm-text' : 'cm-call' }));
  },
});

/** Names, texts and numbers in the colours that targets have. */
const colors = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = colored.createDeco(view);
    }
    update(update: ViewUpdate) {
      this.decorations = colored.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** JSON to read and to edit, with its mistakes marked where they are. Loaded where somebody asks for it. */
export default function JsonEditor({ value, label, readOnly = false, line, onChange }: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ value, onChange });
  useEffect(() => {
    latest.current.onChange = onChange;
  });
  useEffect(() => {
    const editor = new EditorView({
      parent: host.current!,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          lineNumbers(),
          history(),
          json(),
          linter(jsonParseLinter()),
          lintGutter(),
          colors,
          keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
          editorTheme,
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorState.readOnly.of(readOnly),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [label, readOnly]);
  // A text from outside replaces what is there; one's own comes back unchanged.
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const editor = view.current;
    if (!editor || line === undefined || line > editor.state.doc.lines) return;
    const { from } = editor.state.doc.line(Math.max(1, line));
    editor.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
    editor.focus();
  }, [line]);
  return <div ref={host} className={styles['editor']} data-testid="json-editor" />;
}
