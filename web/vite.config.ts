import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'es2022',
    // Nothing is inlined as a data: address: the server's content security policy forbids them.
    assetsInlineLimit: 0,
    // The map library alone is near a megabyte; it is loaded after the figures.
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': process.env.API ?? 'http://127.0.0.1:8090' } },
  test: { include: ['tests/**/*.test.ts'] },
});
