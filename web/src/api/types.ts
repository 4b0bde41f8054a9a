import type { components } from './schema'

/*
 * The shapes of the API, generated from its description. The description does not say yet what may be absent, and has
 * plain strings where only some words occur: both are added here, upon the generated members, whose names are checked.
 */
type Schemas = components['schemas']

/** The same with these members allowed to be null. */
type Absent<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: T[P] | null }

/** The same with members of a more exact shape. */
type Exact<T, E extends { [K in keyof E]: K extends keyof T ? unknown : never }> = Omit<T, keyof E> & Readonly<E>

export type Role = Schemas['Actor']['role']
export type Person = Schemas['User']
export type Actor = Schemas['Actor']
export type Block = Schemas['Block']
export type ReturnItem = Schemas['ReturnItem']
export type AskedItem = Exact<Schemas['ReturnItemView'], { reply: Schemas['ReplyView'] | null }>
export type Target = { readonly [K in keyof Schemas['Target']]: Schemas['Target'][K] | null }
export type Actual = { readonly [K in keyof Schemas['Actual']]: Schemas['Actual'][K] | null }

export type DeskKey = 'DEPARTMENT' | 'FINANCE_BUREAU' | 'PEOPLES_CONGRESS'
export type Stage = DeskKey | 'FINAL'
export type State = 'DRAFT' | 'IN_REVIEW' | 'APPROVED' | 'RETURNED' | 'CLEARED'

export type Opinion = Exact<
  Schemas['OpinionView'],
  { desk: DeskKey; opinion: string | null; returnedTo: DeskKey | 'DRAFTER' | null; items: readonly AskedItem[] }
>

export type Section = Exact<
  Schemas['SectionView'],
  {
    printedNumber: string | null
    chapter: string | null
    state: State
    desk: DeskKey | null
    step: Role | null
    opinions: readonly Opinion[]
    returnItems: readonly AskedItem[]
  }
>

export type Revision = Exact<
  Schemas['RevisionView'],
  { target: Target; settledBy: Actor | null; settledAt: string | null; settledReason: string | null }
>

export type Indicator = Exact<
  Schemas['IndicatorView'],
  {
    category: Schemas['IndicatorView']['category'] | null
    originalTarget: Target | null
    target: Target | null
    actual: Actual | null
    explanation: string | null
    revisions: readonly Revision[]
  }
>

export type LineItem = Absent<
  Schemas['LineItemView'],
  | 'parent'
  | 'relation'
  | 'unit'
  | 'initialBudget'
  | 'adjustedBudget'
  | 'executed'
  | 'statedRate'
  | 'executionRate'
>

export type Report = Exact<
  Schemas['ReportView'],
  { stage: Stage; sections: readonly Section[]; indicators: readonly Indicator[]; lineItems: readonly LineItem[] }
>

export type ReportLine = Exact<
  Schemas['ReportLine'],
  { stage: Stage; sections: Partial<Record<State, number>> }
>

export type Attainment = Schemas['IndicatorView']['attainment']
export type Stay = Exact<Schemas['Stay'], { stage: Stage }>
export type Wait = Exact<Schemas['Wait'], { kind: TaskKind; desk: DeskKey }>
export type BoardLine = Exact<
  Schemas['BoardLine'],
  {
    stage: Stage
    stays: readonly Stay[]
    waits: readonly Wait[]
    returns: Readonly<Record<DeskKey, number>>
    attainment: Readonly<Record<Attainment, number>>
  }
>
export type Board = Exact<Schemas['Board'], { year: number | null; items: readonly BoardLine[] }>

export type Box = 'todo' | 'done' | 'started'
export type TaskKind = 'WRITE' | 'REVIEW' | 'FORWARD' | 'RULE_ON_REVISION'
export type DeedKind =
  | 'OPENED'
  | 'SUBMITTED'
  | 'REVISION_REQUESTED'
  | 'REVISION_APPROVED'
  | 'REVISION_REJECTED'
  | 'APPROVED'
  | 'RETURNED'
  | 'FORWARDED'
  | 'FINALIZED'

export type Asked = Exact<
  Schemas['Asked'],
  { originalTarget: Target | null; target: Target | null; proposed: Target }
>

export type Task = Exact<
  Schemas['InboxItem'],
  {
    kind: TaskKind | DeedKind
    sectionKey: string | null
    sectionName: string | null
    sectionRevision: number | null
    digest: string | null
    desk: DeskKey
    revision: Asked | null
  }
>

export type Passage = Schemas['Passage']
export type Change = Exact<
  Schemas['Change'],
  { before: string | null; after: string | null; wording?: readonly Passage[] | null }
>

export type HistoryEntry = Exact<
  Schemas['HistoryEntry'],
  {
    section: string | null
    indicator: string | null
    lineItem: string | null
    reason: string | null
    basis: string | null
    sealed: boolean | null
    changes: readonly Change[]
  }
>
