import type { Words } from './words'

export const session: Words['session'] = {
  signOut: 'Sign out',
  ended: 'Your session has ended',
  endedSentence: 'You were away for a while, or signed out elsewhere. Sign in again: what you typed here is still here.',
  leave: 'Sign in as somebody else',
  away: 'Your session has ended, and live updates with it',
  again: 'Sign in again',
  notOut: 'You are not signed out: this machine still acts in your name. Please try again before you leave.',
  other: (me, name) => `${name} has signed in in this browser. This page is still that of ${me}: it is not renewed, and nothing can be done on it. Drafts stay with ${me}; please copy what is not saved, then open the page of ${name}.`,
  toOther: (name) => `Open the page of ${name}`,
  noReports: 'Your account keeps the system and sees no reports. If you need to, ask the security administrator for another role.',
  notYours: 'This page is not among your duties. Please use the menu above, or ask the security administrator.',
}
