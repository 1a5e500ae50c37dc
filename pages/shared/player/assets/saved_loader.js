// Runs the script of a saved page, which stands in it deflated.

async function run() {
  const signs = document.getElementById('script')?.textContent ?? '';
  const small = Uint8Array.from(atob(signs), (sign) => sign.charCodeAt(0));
  const flow = new Blob([small]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const script = document.createElement('script');
  script.type = 'module';
  script.textContent = await new Response(flow).text();
  document.head.append(script);
}

run();
