/** What lower and upper share. */
import { type ArgumentsOf, anyNumber, integer, seriesList } from '../registry/params.ts';
import { rename, type Series } from '../series.ts';

export const changeCaseParams = {
  seriesList: seriesList('the series to name'),
  pos: anyNumber(integer('positions of single letters, counted from 0 or, with -1, -2 …, from the end')),
};

/** The whole name changed, or the characters at the positions that it has. */
export function changeCase(
  { seriesList, pos }: ArgumentsOf<typeof changeCaseParams>,
  change: (text: string) => string,
): Series[] {
  return seriesList.map((series) => {
    if (pos.length === 0) return rename(series, change(series.name));
    const characters = [...series.name];
    for (const at of pos) {
      const character = characters.at(at);
      if (character !== undefined) characters[at < 0 ? characters.length + at : at] = change(character);
    }
    return rename(series, characters.join(''));
  });
}
