// What a browser loads before it shows anything, compressed: it stays under 300 KB.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const MOST = 300 * 1024
const screens = join(dirname(fileURLToPath(import.meta.url)), '../target/classes/screens')
const manifest = JSON.parse(readFileSync(join(screens, '.vite/manifest.json'), 'utf8'))

const first = new Set()
function need(name) {
  const chunk = manifest[name]
  if (chunk === undefined || first.has(chunk.file)) {
    return
  }
  first.add(chunk.file)
  chunk.css?.forEach((file) => first.add(file))
  chunk.imports?.forEach(need)
}
need('index.html')

const sizes = [...first].map((file) => [gzipSync(readFileSync(join(screens, file))).length, file]).sort((a, b) => b[0] - a[0])
const total = sizes.reduce((sum, [size]) => sum + size, 0)
if (sizes.length < 2 || total > MOST) {
  sizes.forEach(([size, file]) => console.error(`${size}\t${file}`))
  console.error(`the first load is ${total} bytes compressed, and ${MOST} at most are allowed`)
  process.exit(1)
}
console.log(`first load: ${Math.round(total / 1024)} KB compressed of ${MOST / 1024} allowed, in ${sizes.length} files`)
