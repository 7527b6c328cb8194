import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const dist = join(import.meta.dirname, '../../dist');
const worker = join(dist, 'field/sw.js');
const list = (name: string): string[] => JSON.parse(new RegExp(`const ${name} = (\\[.*\\]);`).exec(readFileSync(worker, 'utf8'))![1]!) as string[];
const bytes = (path: string) => gzipSync(readFileSync(join(dist, path === '/field/' ? 'field/index.html' : path))).length;

// Built by `npm run build`, which the gate runs first.
it.runIf(existsSync(worker))('the field pages weigh at most 200 KB compressed, all languages counted; the camera’s reader comes later', () => {
  const now = list('PARTS').reduce((sum, path) => sum + bytes(path), 0) + bytes('/field/sw.js');
  const later = list('LATER').reduce((sum, path) => sum + bytes(path), 0);
  console.log(`field pages ${(now / 1000).toFixed(1)} KB, the camera’s reader ${(later / 1000).toFixed(1)} KB more`);
  expect(now).toBeLessThan(200_000);
  expect(later).toBeLessThan(600_000);
  expect(list('PARTS').filter((path) => /woff|maplibre|GlMap|console/.test(path))).toEqual([]);
});
