import { shallowRef } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { isUnsaved, mayLeave } from './guard'
import Frame from './screens/Frame.vue'
import SignIn from './screens/SignIn.vue'
import { firstScreen, whoIsThere } from './session'

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  routes: [
    { path: '/sign-in', name: 'sign-in', component: SignIn, meta: { open: true } },
    {
      path: '/',
      component: Frame,
      children: [
        // where somebody's day begins is known once they are, which the guard below sees to
        { path: '', name: 'home', component: { render: () => null }, beforeEnter: () => ({ name: firstScreen(), replace: true }) },
        { path: 'duties', name: 'duties', component: () => import('./screens/Duties.vue') },
        { path: 'journal', name: 'journal', component: () => import('./screens/Journal.vue') },
        { path: 'stopped', name: 'stopped', component: () => import('./screens/Stopped.vue') },
        { path: 'workbench', name: 'workbench', component: () => import('./screens/Workbench.vue') },
        { path: 'open', name: 'open', component: () => import('./screens/OpenReport.vue') },
        { path: 'reports', name: 'reports', component: () => import('./screens/ReportList.vue') },
        { path: 'board', name: 'board', component: () => import('./screens/BoardScreen.vue') },
        {
          path: 'reports/:report',
          component: () => import('./screens/ReportScreen.vue'),
          children: [
            { path: '', name: 'report', component: () => import('./screens/Overview.vue') },
            { path: 'sections/:section', name: 'section', component: () => import('./screens/SectionScreen.vue') },
            { path: 'replay', name: 'replay', component: () => import('./screens/ReplayScreen.vue') },
            { path: 'print', name: 'print', component: () => import('./screens/PrintScreen.vue') },
            { path: 'decisions', name: 'decisions', component: () => import('./screens/DecisionsScreen.vue') },
            { path: 'findings', name: 'findings', component: () => import('./screens/FindingsScreen.vue') },
            { path: 'proof', name: 'proof', component: () => import('./screens/ProofScreen.vue') },
            { path: 'trail', name: 'trail', component: () => import('./screens/Trail.vue') },
          ],
        },
      ],
    },
    { path: '/:anywhere(.*)*', name: 'nowhere', component: () => import('./screens/Nowhere.vue'), meta: { open: true } },
  ],
})

/** Asked once, however often one way leads on to another. */
let agreed = false

router.beforeEach(async (to, from) => {
  agreed ||= to.path === from.path || !isUnsaved() || (await mayLeave())
  return agreed
})

router.beforeEach(async (to) => {
  if (to.meta.open) {
    return true
  }
  const next = to.name === 'home' ? {} : { next: to.fullPath }
  return (await whoIsThere()) === null ? { name: 'sign-in', query: next } : true
})

/** Why no screen can be shown at all: the service does not answer, or a newer version of the screens has replaced it. */
export const nothing = shallowRef<unknown>(null)
router.onError((failure) => {
  nothing.value = failure
  agreed = false
})
router.afterEach((_to, _from, failure) => {
  nothing.value = failure === undefined ? null : nothing.value
  agreed = false
})
