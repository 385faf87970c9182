/** One entry of a picker. */
export interface PickerOption {
  readonly value: string;
  readonly label: string;
  /** Quietly behind the label. */
  readonly detail?: string;
  /** Entries of the same group stand together, below its name. */
  readonly group?: string;
}

/**
 * Entries with all the words, the best first: those that begin with what was typed, then those with a part of the label that does,
 * then the rest; among equals the order stays. Without words all stay as they are.
 */
export function pickerOrder<Option extends PickerOption>(options: readonly Option[], text: string): Option[] {
  const typed = text.trim().toLowerCase();
  if (!typed) return [...options];
  const words = typed.split(/\s+/);
  const ranked = options.flatMap((option, place) => {
    const label = option.label.toLowerCase();
    const all = `${label} ${option.detail?.toLowerCase() ?? ''} ${option.group?.toLowerCase() ?? ''} ${option.value.toLowerCase()}`;
    if (!words.every((word) => all.includes(word))) return [];
    const rank =
      label === typed
        ? 0
        : label.startsWith(typed)
          ? 1
          : wordStarts(label, words[0])
            ? 2
            : label.includes(words[0])
              ? 3
              : 4;
    return [{ option, rank, place }];
  });
  return ranked.sort((a, b) => a.rank - b.rank || a.place - b.place).map(({ option }) => option);
}

function wordStarts(label: string, word: string): boolean {
  for (let at = label.indexOf(word); at >= 0; at = label.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\d]/u.test(label[at - 1])) return true;
  return false;
}
