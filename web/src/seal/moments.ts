const MOMENT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+?)0*)?Z$/

/** Whether two moments in UTC are the same to the last digit, however many zeros follow it. */
export function isSameMoment(one: unknown, other: unknown): boolean {
  const [left, right] = [exactly(one), exactly(other)]
  return left !== null && left === right
}

function exactly(moment: unknown): string | null {
  const found = typeof moment === 'string' ? MOMENT.exec(moment) : null
  return found === null ? null : `${found[1]}.${found[2]?.replace(/^0+$/, '') ?? ''}`
}
