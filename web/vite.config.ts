import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const compressible = /\.(js|css|html|svg|json|txt)$/;
const brotli = promisify(brotliCompress);
const gz = promisify(gzip);

/** Writes `.br` and `.gz` beside every compressible file, so that the server only has to pick one. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    enforce: 'post',
    async writeBundle(options, bundle) {
      const { readFile, writeFile, readdir } = await import('node:fs/promises');
      const { join } = await import('node:path');
      const folder = options.dir!;
      const fromPublic = (await readdir(folder)).filter((file) => compressible.test(file));
      const files = new Set([
        ...Object.keys(bundle).filter((file) => compressible.test(file)),
        ...fromPublic,
      ]);
      await Promise.all(
        [...files].map(async (file) => {
          const bytes = await readFile(join(folder, file));
          const [small, wide] = await Promise.all([
            brotli(bytes, {
              params: {
                [constants.BROTLI_PARAM_QUALITY]: 11,
                [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
              },
            }),
            gz(bytes, { level: 9 }),
          ]);
          await writeFile(join(folder, `${file}.br`), small);
          await writeFile(join(folder, `${file}.gz`), wide);
        }),
      );
    },
  };
}

/** The text face is needed by the first paint: fetch it beside the styles rather than after them. */
function preloadFont(): Plugin {
  return {
    name: 'preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const font = Object.keys(bundle ?? {}).find((file) => /inter-latin-wght.*\.woff2$/.test(file));
        if (!font) return [];
        return [
          {
            tag: 'link',
            attrs: { rel: 'preload', href: `/${font}`, as: 'font', type: 'font/woff2', crossorigin: '' },
            injectTo: 'head-prepend',
          },
        ];
      },
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), preloadFont(), precompress()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // Fonts stay files: inlined they would be loaded before they are known to be needed.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // A file of its own for every piece that two pages share makes a hundred requests of a page. What every page
          // starts with is one file, and so are the icons: together they are smaller than apart.
          groups: [
            { name: 'first', tags: ['$initial'], priority: 2 },
            { name: 'icons', test: /[\\/]node_modules[\\/]lucide-react[\\/]/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:8080',
      '/functions': 'http://127.0.0.1:8080',
      '/metrics': 'http://127.0.0.1:8080',
      '/render': 'http://127.0.0.1:8080',
    },
  },
});
