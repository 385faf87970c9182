/** The fonts of pictures, which come with the program as packages. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Fonts } from '../render/graph/fonts.ts';

const { resolve } = createRequire(import.meta.url);

/** Shared by all requests: what was read and measured once is remembered. */
export const shippedFonts = new Fonts((file) => readFileSync(resolve(file)));
