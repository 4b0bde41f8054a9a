/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import elementPlus from 'unplugin-element-plus/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [vue(), elementPlus({})],
  resolve: { alias: [{ find: /^fflate$/, replacement: fileURLToPath(new URL('src/zip.ts', import.meta.url)) }] },
  build: {
    outDir: 'target/classes/screens',
    emptyOutDir: true,
    manifest: true,
    // the domestic dual-core browsers run an older Chromium
    target: ['chrome87', 'firefox91', 'safari15.4'],
    modulePreload: { polyfill: false },
    // @noble asks for what Chromium has only from 93 on
    rolldownOptions: { transform: { define: { 'Object.hasOwn': 'Object.prototype.hasOwnProperty.call' } } },
    // the charts, which only the board loads; what comes first is weighed by build/weigh.mjs
    chunkSizeWarningLimit: 640,
    // an inlined file is a data: address, which the content security policy keeps from fonts and scripts
    assetsInlineLimit: 0,
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/v3', '/actuator'].map((path) => [path, process.env.LIUHEN_ADDRESS ?? 'http://localhost:8080']),
    ),
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
})
