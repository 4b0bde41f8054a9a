import type { Page } from '@playwright/test'

/**
 * Nothing fades or slides any more: what still does has a poor contrast, and is not where it will be. What has just been shown
 * begins to fade in some frames later, so it is over only when none of three frames in a row has anything to end.
 */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let still = 0; still < 3; still++) {
      await new Promise(requestAnimationFrame)
      for (const each of document.getAnimations()) {
        // what turns for ever, as a sign of waiting does, has no end to go to
        if (each.playState !== 'finished' && each.effect?.getComputedTiming().endTime !== Infinity) {
          each.finish()
          still = -1
        }
      }
    }
  })
}
