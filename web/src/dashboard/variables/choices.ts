import type { VariableOption } from '../../../../src/view/variables/customOptions.ts';
import { allChosen } from '../../../../src/view/variables/values.ts';

/** Choices that have all words of a search in them; those that begin with it first, otherwise in their order. */
export function matchChoices(options: readonly VariableOption[], search: string): readonly VariableOption[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  const first: VariableOption[] = [];
  const others: VariableOption[] = [];
  for (const option of options) {
    const text = option.text.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    (text.startsWith(words[0]) ? first : others).push(option);
  }
  return [...first, ...others];
}

/** The list after a click on one: "All" stands alone, and goes as soon as something else is chosen. */
export function toggleChoice(picked: readonly string[], value: string): string[] {
  if (value === allChosen) return picked.includes(allChosen) ? [] : [allChosen];
  const others = picked.filter((one) => one !== allChosen);
  return others.includes(value) ? others.filter((one) => one !== value) : [...others, value];
}
