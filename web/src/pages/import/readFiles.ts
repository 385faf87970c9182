/** What somebody dropped, chose or pasted, as JSON. */

/** One dashboard to take in. */
export interface ImportSource {
  /** Tells it from all others of the page. */
  readonly id: number;
  /** Of the file, or "Pasted text". */
  readonly name: string;
  /** Set when it could be read. */
  readonly json?: unknown;
  /** Why it is no JSON. */
  readonly problem?: string;
}

let lastId = 0;

/** A list of dashboards is as many; anything else is one, whatever it is: the server says what it thinks of it. */
export function readJson(name: string, text: string): ImportSource[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return [{ id: ++lastId, name, problem: `This is no JSON: ${(cause as Error).message}.` }];
  }
  if (!Array.isArray(json)) return [{ id: ++lastId, name, json }];
  if (json.length === 0) return [{ id: ++lastId, name, problem: 'This is an empty list.' }];
  return json.map((one, i) => ({ id: ++lastId, name: `${name}, number ${i + 1}`, json: one }));
}

/** As large as the server takes them at most. */
const mostBytes = 4 * 2 ** 20;

export async function readFiles(files: Iterable<File>): Promise<ImportSource[]> {
  const read = await Promise.all(
    Array.from(files, async (file) => {
      if (file.size > mostBytes)
        return [
          { id: ++lastId, name: file.name, problem: 'A dashboard has 4 MB at most; this file is larger.' },
        ];
      return readJson(file.name, await file.text());
    }),
  );
  return read.flat();
}
