// Pyodide as stlite fetches it, on one stack.

import './one_stack.mjs';

// @ts-expect-error: it lies there when the folder has been made
export * from './pyodide.mjs';
