import { expect, test } from 'vitest'
import { attachmentName } from './attachment'

test('a file has the name the service gives it, in any script', () => {
  expect(attachmentName(`attachment; filename="=?UTF-8?Q?a?="; filename*=UTF-8''r.%E6%8A%A5%E5%91%8A.docx`)).toBe('r.报告.docx')
  expect(attachmentName('attachment; filename="r.docx"')).toBe('r.docx')
  expect(attachmentName('inline')).toBeNull()
  expect(attachmentName(null)).toBeNull()
})
