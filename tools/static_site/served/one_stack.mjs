/* global WebAssembly */

// Python on one stack. Where a browser can switch stacks (WebAssembly.Suspending), Pyodide 0.29 does so for every
// call of Python; a training run ended with "memory access out of bounds" under it. Nothing here waits inside of
// Python, so the switch is not needed: it is taken away before Pyodide looks for it.

for (const name of ['Suspending', 'promising', 'SuspendError']) Reflect.deleteProperty(WebAssembly, name);
