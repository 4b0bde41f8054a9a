import { defineConfig } from '@playwright/test'
import { chromium } from './build/chromium.mjs'

/** Whole working days against a Liuhen that runs at LIUHEN_ADDRESS, with the Chromium of the machine. */
export default defineConfig({
  testDir: 'days',
  testMatch: '*.day.ts',
  outputDir: 'target/days',
  workers: 1,
  reporter: 'line',
  // a day is long, and the machine may be busy with others
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: process.env.LIUHEN_ADDRESS ?? 'http://localhost:8080',
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // what a trace costs is a fifth of the days; LIUHEN_TRACE=1 keeps those of days that failed
    trace: process.env.LIUHEN_TRACE === undefined ? 'off' : 'retain-on-failure',
    launchOptions: {
      executablePath: chromium() ?? 'chromium',
      // its own controls are Chinese where it has the words (Debian: chromium-l10n), as in an office
      env: { ...process.env, LANGUAGE: 'zh_CN' } as Record<string, string>,
      args: [
        '--no-sandbox',
        // an address that is not this machine is no secure context without https
        '--host-resolver-rules=MAP liuhen.test 127.0.0.1',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
