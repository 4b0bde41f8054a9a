/** What is said of return items, and of the replies to them. */
export const replies = {
  answered: '回复',
  reply: '回复',
  change: '修改回复',
  replyTo: (n: number, place: string) => `回复第${n}项（${place}）`,
  changeOf: (n: number, place: string) => `修改第${n}项的回复（${place}）`,
  send: '确认回复',
  cancel: '取消',
  saved: '已回复，提交章节前还可以修改。',
  missing: '请写明回复。',
  meanwhile: (name: string) => `${name}已回复这一项如下。再点“确认回复”，就以您的回复替换它。`,
  none: '没有回复',
  left: (n: number) => `还有${n}项退回意见没有回复；已在正文或数字中改好的，可以不回复。`,
  by: (name: string, at: string) => `${name}回复于 ${at}`,
  printed: (name: string, text: string) => `回复（${name}）：${text}`,
}
