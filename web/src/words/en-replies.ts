import type { Words } from './words'

export const replies: Words['replies'] = {
  answered: 'Reply',
  reply: 'Reply',
  change: 'Change reply',
  replyTo: (n, place) => `Reply to item ${n} (${place})`,
  changeOf: (n, place) => `Change the reply to item ${n} (${place})`,
  send: 'Send reply',
  cancel: 'Cancel',
  saved: 'Replied; you may change it until the section is submitted.',
  missing: 'Please write a reply.',
  meanwhile: (name) => `${name} has replied to this item as follows. Send once more to replace it with your own.`,
  none: 'No reply',
  left: (n) => `Return items without a reply: ${n}; what the text or the figures answer by themselves needs none.`,
  by: (name, at) => `${name} replied ${at}`,
  printed: (name, text) => `Reply (${name}): ${text}`,
}
