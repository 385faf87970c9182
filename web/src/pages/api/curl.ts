import { type ApiDocument, type Endpoint, jsonSchemaOf } from './document.ts';
import { exampleOf } from './schemaWords.ts';

/** A line for a shell that makes the call; what stands in capitals is to be filled in. */
export function curlOf(document: ApiDocument, { method, path, operation }: Endpoint, origin: string): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
  const needed = (operation.parameters ?? []).filter(
    ({ in: where, required }) => where === 'query' && required,
  );
  const query = needed.map(({ name }) => `${name}=${name.toUpperCase()}`).join('&');
  const schema = operation.requestBody && jsonSchemaOf(operation.requestBody);
  return [
    'curl',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    '-H "Authorization: Bearer $TOKEN"',
    ...(schema === undefined || schema === null
      ? []
      : [
          "-H 'Content-Type: application/json'",
          `-d ${shellText(JSON.stringify(exampleOf(document, schema)))}`,
        ]),
    shellText(`${origin}${filled}${query && `?${query}`}`),
  ].join(' ');
}

function shellText(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
