// Bundles the editor into assets/built/, beside brotli and gzip copies made once here instead of at every start.
//
//   node build.mjs          writes assets/built/
//   node build.mjs --sizes  prints as well what the bundle is made of

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { analyzeMetafile, build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(here, '../assets/built');

const { metafile, outputFiles } = await build({
  absWorkingDir: here,
  // The small part is there at once; it calls the big one by the address that stands in the page.
  entryPoints: { editor: 'src/main.js', rich_text: 'src/rich_text.js', library: 'src/library.js' },
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  // What the cheapest phones in use still run; CKEditor asks for no less.
  target: ['chrome100', 'firefox102', 'safari15.4'],
  loader: { '.svg': 'text' },
  legalComments: 'none',
  // CKEditor is distributed under the GPL here; whoever receives the file reads so in it.
  banner: {
    js: '/* Cổng Làng, AGPL-3.0-or-later. Contains CKEditor 5, copyright CKSource Holding, GPL-2.0-or-later. */',
    css: '/* Cổng Làng, AGPL-3.0-or-later. Contains CKEditor 5, copyright CKSource Holding, GPL-2.0-or-later. */',
  },
  write: false,
  metafile: true,
  logLevel: 'warning',
});

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
for (const { path: file, contents } of outputFiles) {
  const bytes = Buffer.from(contents);
  const gzip = gzipSync(bytes, { level: 9 });
  const br = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  await Promise.all([writeFile(file, bytes), writeFile(`${file}.gz`, gzip), writeFile(`${file}.br`, br)]);
  const kb = (length) => `${(length / 1000).toFixed(0)} KB`;
  console.log(`editor: ${path.basename(file)} ${kb(bytes.length)}, gzip ${kb(gzip.length)}, brotli ${kb(br.length)}`);
}
if (process.argv.includes('--sizes')) console.log(await analyzeMetafile(metafile));

// Whoever asks whether the bundle is up to date compares with this.
await writeFile(path.join(here, 'node_modules/.lock-of-build'), await readFile(path.join(here, 'package-lock.json')));
