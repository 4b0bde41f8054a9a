// The Chromium of this machine: the one that LIUHEN_CHROMIUM names, or the first on the path. Run by itself it prints
// where that is, and fails where there is none. Debian's chromium-headless-shell is the same engine without the
// browser around it, for half of the processor time.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

export function chromium(names = ['chromium-headless-shell', ...BROWSERS]) {
  const places = (process.env.PATH ?? '').split(delimiter).flatMap((place) => names.map((name) => join(place, name)))
  return process.env.LIUHEN_CHROMIUM ?? places.find(isProgram)
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = chromium()
  if (found === undefined) {
    console.error('no Chromium: none on the path, and LIUHEN_CHROMIUM names none')
    process.exit(1)
  }
  console.log(found)
}
