import { unzipSync, zipSync, type UnzipCallback, type Zippable } from 'fflate/browser'

/*
 * Stands for fflate in the screens (vite.config.ts). Its calls that answer later start a worker from a blob for whatever is
 * large, which our content security policy forbids: nothing would ever answer. Here they answer at once.
 */
export * from 'fflate/browser'

export function zip(files: Zippable, done: (failure: Error | null, archive: Uint8Array) => void): void {
  done(null, zipSync(files))
}

export function unzip(archive: Uint8Array, done: UnzipCallback): void {
  done(null, unzipSync(archive))
}
