// Serves dist/ in front of a running server's API, so that the console can be tried without building the binary.
//   node dev/proxy.mjs 8090 8440
import { createServer, request } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
const [port, api] = process.argv.slice(2).map(Number);
const dist = new URL('../dist/', import.meta.url).pathname;
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.woff2': 'font/woff2' };
createServer((req, res) => {
  if (req.url.startsWith('/api')) {
    const out = request({ host: '127.0.0.1', port: api, path: req.url, method: req.method, headers: Object.fromEntries(Object.entries({ ...req.headers, host: `127.0.0.1:${api}` }).filter(([k]) => k !== 'origin')) }, (r) => { res.writeHead(r.statusCode, r.headers); r.pipe(res); });
    out.on('error', () => res.destroy()); req.pipe(out); res.on('close', () => out.destroy()); return;
  }
  let file = join(dist, req.url === '/' ? 'index.html' : req.url.split('?')[0]);
  if (!existsSync(file) || statSync(file).isDirectory()) file = join(dist, 'index.html');
  res.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:" }); res.end(readFileSync(file));
}).listen(port);
