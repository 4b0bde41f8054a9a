import { defineConfig } from '@playwright/test'
import { BROWSERS, chromium } from '../build/chromium.mjs'
import days from '../playwright.config'

/** What is measured in a browser: no test, and run by nobody but who wants to know. */
export default defineConfig({
  ...days,
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../target/bench',
  timeout: 900_000,
  // in the browser that people have
  use: { ...days.use, launchOptions: { ...days.use?.launchOptions, executablePath: chromium(BROWSERS) ?? 'chromium' } },
})
