// Every page of the console that the bar leads to, in English and Arabic, by day and by night: axe finds no
// serious fault. For those who do not see the page.

import { faults } from './axe.mjs';
import { check, watched } from './harness.mjs';

export async function access(browser, base, viewport) {
  for (const [lang, theme, size] of [['en', 'day', viewport], ['ar', 'night', viewport], ['fr', 'day', { width: 360, height: 740 }]]) {
    await check(`axe finds no serious fault on any page of the console (${lang}, ${theme}, ${size.width} px)`, async () => {
      const { page } = await watched(browser, size, base, { lang, theme, webgl: false });
      await page.goto(`${base}/`);
      await page.locator('nav a').first().waitFor();
      const pages = await page.locator('nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      const found = [];
      for (const where of [...new Set([...pages, '#/plan/anew', '#/convoys/C001', '#/convoys/reconcile', '#/people/tickets', '#/people/twins', '#/people/paper', '#/watch/claims', '#/watch/intake', '#/devices/hand-over', '#/trust'])]) {
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
