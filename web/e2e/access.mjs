// Every page of the console that the bar leads to, in English and Arabic, by day and by night: axe finds no
// serious fault. For those who do not see the page.

import { faults } from './axe.mjs';
import { check, watched } from './harness.mjs';

export async function access(browser, base, viewport) {
  for (const [lang, theme] of [['en', 'day'], ['ar', 'night']]) {
    await check(`axe finds no serious fault on any page of the console (${lang}, ${theme})`, async () => {
      const { page } = await watched(browser, viewport, base, { lang, theme, webgl: false });
      await page.goto(`${base}/`);
      await page.locator('nav a').first().waitFor();
      const pages = await page.locator('nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      const found = [];
      for (const where of [...new Set([...pages, '#/plan/anew', '#/convoys/C001', '#/convoys/reconcile', '#/people/tickets', '#/people/twins', '#/people/paper', '#/devices/hand', '#/trust'])]) {
        await page.goto(`${base}/${where}`);
        await page.waitForTimeout(500);
        found.push(...(await faults(page)).map((fault) => `${where}: ${fault}`));
      }
      await page.context().close();
      if (pages.length < 4) throw new Error(`the bar leads to ${pages.length} pages`);
      if (found.length) throw new Error([...new Set(found)].slice(0, 6).join('\n'));
    });
  }
}
