import { createApp } from 'vue'
import 'element-plus/theme-chalk/base.css'
import './style/base.css'
import './style/paper.css'
import App from './App.vue'
import { router } from './router'
import { readAsBefore } from './reading'
import { speakAsBefore } from './words/words'

readAsBefore()
// where English cannot be fetched there is Chinese
void speakAsBefore()
  .catch(() => undefined)
  .then(() => createApp(App).use(router).mount('#screens'))
