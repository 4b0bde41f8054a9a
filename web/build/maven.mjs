// What Maven calls. Nothing is done again while nothing has changed: each task leaves a stamp with the hash of
// everything it was made from.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from './chromium.mjs'

const home = join(dirname(fileURLToPath(import.meta.url)), '..')
const OLDEST = 20
const SOURCES = [
  'build', 'public', 'src', 'index.html', '../query-service/src/main/resources/guide/api-docs.json', 'package.json', 'package-lock.json', 'tsconfig.json',
  'vite.config.ts',
]

function files(path) {
  const full = join(home, path)
  return existsSync(full) && !/\.\w+$/.test(path)
    ? readdirSync(full).sort().flatMap((name) => files(`${path}/${name}`))
    : [path]
}

function hash(paths) {
  const sum = createHash('sha256')
  for (const path of paths.flatMap(files).filter((path) => !path.endsWith('schema.d.ts'))) {
    sum.update(path).update('\0').update(readFileSync(join(home, path))).update('\0')
  }
  return sum.digest('hex')
}

function unlessDone(stamp, made, from, work) {
  const file = join(home, stamp)
  const now = hash(from)
  if (existsSync(join(home, made)) && existsSync(file) && readFileSync(file, 'utf8') === now) {
    return
  }
  rmSync(file, { force: true })
  work()
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, now)
}

function npm(...words) {
  const done = spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', words, {
    cwd: home, stdio: 'inherit', shell: process.platform === 'win32',
  })
  if (done.status !== 0) {
    console.error(`npm ${words.join(' ')}: ${done.error?.message ?? `ended with ${done.status}`}`)
    process.exit(1)
  }
}

if (Number(process.versions.node.split('.')[0]) < OLDEST) {
  console.error(`the screens are built with Node ${OLDEST} or later, and this is ${process.version}`)
  process.exit(1)
}
const task = process.argv[2]
unlessDone('node_modules/.liuhen', 'node_modules', ['package.json', 'package-lock.json', '.npmrc'], () => npm('ci'))
if (task === 'build') {
  unlessDone('target/build.stamp', 'target/classes/screens/index.html', SOURCES, () => npm('run', 'build'))
} else if (task === 'test') {
  const sample = '../standalone/src/main/resources/demonstration/ecology-2023.json'
  unlessDone('target/test.stamp', 'node_modules', [...SOURCES, sample], () => npm('run', 'test'))
  if (chromium() === undefined) {
    console.warn('NO CHROMIUM FOUND: nobody’s day at the screens (web/days) will be tried. Install one, or name it in LIUHEN_CHROMIUM.')
  }
} else {
  console.error('build or test')
  process.exit(1)
}
