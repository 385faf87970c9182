import { EditorView } from '@codemirror/view';

/** The editor in the app's own tokens, so that it follows the theme by itself. */
export const editorTheme = EditorView.theme({
  '&': { fontSize: '13px', backgroundColor: 'transparent', color: 'var(--text-1)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px', fontFeatureSettings: 'normal' },
  '.cm-content': { padding: '7px 0', caretColor: 'var(--accent)', minHeight: '34px' },
  '.cm-line': { padding: '0 8px' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-placeholder': { color: 'var(--text-3)', fontFamily: 'var(--sans)' },
  '.cm-call': { color: 'var(--accent)' },
  '.cm-text': { color: 'var(--ok)' },
  '.cm-glob': { color: 'var(--warn)' },
  '.cm-number': { color: 'var(--text-1)', fontWeight: '600' },
  '.cm-fault': {
    textDecoration: 'underline wavy var(--crit)',
    textUnderlineOffset: '4px',
    backgroundColor: 'var(--crit-soft)',
  },
  '.cm-tooltip': {
    zIndex: '40',
    border: '1px solid var(--line-strong)',
    borderRadius: '6px',
    backgroundColor: 'var(--surface-1)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mono)',
    fontSize: '12px',
    maxHeight: '260px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '12px',
    padding: '4px 10px',
    lineHeight: '18px',
    color: 'var(--text-2)',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-soft) !important',
    color: 'var(--text-1) !important',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--accent)', fontWeight: '600' },
  '.cm-completionDetail': {
    marginLeft: 'auto',
    fontFamily: 'var(--sans)',
    fontStyle: 'normal',
    color: 'var(--text-3)',
  },
  '.cm-tooltip.cm-completionInfo': {
    width: '320px',
    maxHeight: '260px',
    overflow: 'auto',
    padding: '8px 12px',
    fontFamily: 'var(--sans)',
    fontSize: '12px',
    lineHeight: '18px',
    whiteSpace: 'pre-line',
    color: 'var(--text-2)',
  },
});
