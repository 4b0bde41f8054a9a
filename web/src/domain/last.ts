/** The last of a list; older Chromium (before 92) has no `at`. */
export function last<T>(all: readonly T[]): T | undefined {
  return all[all.length - 1]
}
