// Compiles the Python in archives with the very Python that will run it, so that no visitor waits for that.
// node precompile.mjs PYODIDE_FOLDER COMPILER.py ARCHIVE...; an archive whose name ends in .whl loses its sources.

import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [pyodide, compiler, ...archives] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: pyodide });
python.runPython(readFileSync(compiler, 'utf8'));
const compiled = python.globals.get('compiled');
for (const archive of archives) {
  const made = compiled(new Uint8Array(readFileSync(archive)), !archive.endsWith('.whl'));
  writeFileSync(archive, made.toJs());
  made.destroy();
}
