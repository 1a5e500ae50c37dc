// Gives a saved page its style and runs its script, which stand in it deflated.

/** @param {string} id */
async function inflated(id) {
  const signs = document.getElementById(id)?.textContent ?? '';
  const small = Uint8Array.from(atob(signs), (sign) => sign.charCodeAt(0));
  const flow = new Blob([small]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(flow).text();
}

async function run() {
  const style = document.createElement('style');
  style.textContent = await inflated('style');
  const script = document.createElement('script');
  script.type = 'module';
  script.textContent = await inflated('script');
  document.head.append(style, script);
}

run();
