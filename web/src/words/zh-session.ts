/** What is said of who is signed in, and of who is not any more. */
export const session = {
  signOut: '退出',
  ended: '登录已失效',
  endedSentence: '您有一段时间没有操作，或在别处退出了。请重新登录，本页未保存的内容都还在。',
  leave: '换其他人登录',
  away: '登录已失效，实时更新已停',
  again: '重新登录',
  notOut: '没有退出成功，本机仍以您的名义登录着。请重试，退出后再离开。',
  other: (me: string, name: string) => `本浏览器已由${name}登录，这一页还是${me}的，不再更新，也不能办理。草稿仍留在${me}名下；没有保存的内容请先复制，再打开${name}的页面。`,
  toOther: (name: string) => `打开${name}的页面`,
  noReports: '您的账号负责系统管理，不查看报告。如需查看报告，请联系安全管理员调整职责。',
  notYours: '这一页不在您的职责之内。请从上面的菜单进入，或联系安全管理员核对职责。',
}
