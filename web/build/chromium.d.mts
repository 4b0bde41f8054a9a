export const BROWSERS: string[]
export function chromium(names?: string[]): string | undefined
