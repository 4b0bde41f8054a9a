import type { Actual, Attainment, LineItem, Target } from '../api/types'

/** A decimal exactly: the digits, and how many of them are behind the point. */
interface Exact {
  digits: bigint
  scale: number
}

/** 完成情况 of an indicator, computed from its figures as `Attainment` of the workflow does. */
export function attainmentOf(target: Target | null, actual: Actual | null): Attainment {
  const operator = target?.operator ?? null
  if (operator === null || target?.value == null || actual?.value == null || target.unit !== actual.unit) {
    return 'UNVERIFIABLE'
  }
  const compared = compare(exact(actual.value), exact(target.value))
  switch (operator) {
    case 'GE':
      return compared >= 0 ? 'ATTAINED' : 'NOT_ATTAINED'
    case 'LE':
      return compared <= 0 ? 'ATTAINED' : 'NOT_ATTAINED'
    case 'EQ':
      return compared === 0 ? 'ATTAINED' : 'NOT_ATTAINED'
    case 'ABOUT':
    case 'QUALITATIVE':
      return 'UNVERIFIABLE'
  }
}

/** 预算执行率 of a line of money as `LineItemState` of the workflow computes it: per cent, two decimals, half up. */
export function executionRateOf({ initialBudget, adjustedBudget, executed }: Pick<LineItem, 'initialBudget' | 'adjustedBudget' | 'executed'>): string | null {
  const budget = adjustedBudget ?? initialBudget
  if (budget === null || executed === null) {
    return null
  }
  const base = exact(budget)
  const spent = exact(executed)
  if (base.digits === 0n) {
    return null
  }
  const over = absolute(spent.digits) * 10_000n * power(base.scale)
  const under = absolute(base.digits) * power(spent.scale)
  const hundredths = (2n * over + under) / (2n * under)
  const sign = hundredths !== 0n && spent.digits < 0n !== base.digits < 0n ? '-' : ''
  return `${sign}${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}%`
}

/** As entered, with or without commas. */
function exact(entered: string): Exact {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(entered.replace(/,/g, ''))
  if (found === null) {
    throw new TypeError(`not a decimal: ${entered.slice(0, 80)}`)
  }
  const [, sign, whole, fraction = ''] = found
  const digits = BigInt(whole + fraction)
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length }
}

function compare(one: Exact, other: Exact): number {
  const left = one.digits * power(other.scale)
  const right = other.digits * power(one.scale)
  return left < right ? -1 : left > right ? 1 : 0
}

/** Without `**`, which older targets have for numbers alone. */
function power(scale: number): bigint {
  return BigInt(`1${'0'.repeat(scale)}`)
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}
