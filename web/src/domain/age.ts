import type { Words } from '../words/words'

/** How long something has waited, in the largest unit that says enough. */
export interface Age {
  unit: 'now' | 'minutes' | 'hours' | 'days'
  count: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long one moment was before another. */
export function span(from: string, to: string): Age {
  return age(from, Date.parse(to))
}

export function age(since: string, now: number): Age {
  const past = Math.max(0, now - Date.parse(since))
  if (past < MINUTE) {
    return { unit: 'now', count: 0 }
  }
  if (past < HOUR) {
    return { unit: 'minutes', count: Math.floor(past / MINUTE) }
  }
  return past < DAY
    ? { unit: 'hours', count: Math.floor(past / HOUR) }
    : { unit: 'days', count: Math.floor(past / DAY) }
}

export function inWords({ unit, count }: Age, words: Words): string {
  return unit === 'now' ? words.age.now : words.age[unit](count)
}

/** A moment as an office writes it, in Beijing time wherever the browser is. */
export function moment(at: string): string {
  const parts = Object.fromEntries(CLOCK.formatToParts(new Date(at)).map((p) => [p.type, p.value]))
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`
}

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** A moment to the second, where it is evidence. */
export function instant(at: string): string {
  return `${moment(at).slice(0, 10)} ${clock(at)}`
}

/** The time of day to the second, in Beijing time. */
export function clock(at: string): string {
  return SECONDS.format(new Date(at))
}

const SECONDS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
