import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Writes the field's service worker: it keeps everything that field/index.html may ever load. */
function fieldWorker(): Plugin {
  return {
    name: 'field-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      const entry = Object.values(bundle).find((part) => part.type === 'chunk' && part.isEntry && part.facadeModuleId?.endsWith('/field/index.html'));
      if (!entry) throw new Error('the field pages are not in this build');
      const parts = new Set<string>();
      const take = (name: string) => {
        const part = bundle[name];
        if (!part || parts.has(name)) return;
        parts.add(name);
        if (part.type !== 'chunk') return;
        const meta = part as typeof part & { viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> } };
        for (const next of [...part.imports, ...part.dynamicImports, ...(meta.viteMetadata?.importedCss ?? []), ...(meta.viteMetadata?.importedAssets ?? [])]) take(next);
      };
      take(entry.fileName);
      const list = [...parts].sort().map((name) => `/${name}`);
      const isLater = (name: string) => /\/(zxing|reader)/.test(name);
      const now = ['/field/', '/field/manifest.webmanifest', '/icon.svg', ...list.filter((name) => !isLater(name))];
      const later = list.filter(isLater);
      const source = readFileSync(new URL('src/field/sw.js', import.meta.url), 'utf8');
      const version = createHash('sha256').update(source + list.join()).digest('hex').slice(0, 12);
      this.emitFile({ type: 'asset', fileName: 'field/sw.js', source: source.replace('__PARTS__', JSON.stringify(now)).replace('__LATER__', JSON.stringify(later)).replace('__VERSION__', version) });
    },
  };
}

export default defineConfig({
  plugins: [svelte(), fieldWorker()],
  build: {
    target: 'es2022',
    rollupOptions: { input: { console: 'index.html', field: 'field/index.html' } },
    // Nothing is inlined as a data: address: the server's content security policy forbids them.
    assetsInlineLimit: 0,
    // The map library alone is near a megabyte; it is loaded after the figures.
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': process.env.API ?? 'http://127.0.0.1:8090' } },
  test: { include: ['tests/**/*.test.ts'] },
});
