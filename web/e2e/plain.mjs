// The plain page in a browser that runs no script: a post joins, is admitted, registers a household, and
// lets it board by a photo of its code that the hub reads.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { check } from './harness.mjs';
import { faults } from './axe.mjs';
import { api } from './town.mjs';

/** Opens every part of the page. */
async function unfold(page) {
  const folded = page.locator('details:not([open]) > summary');
  while (await folded.count()) await folded.first().click();
}
export async function plain(browser, base, viewport, shots) {
  const context = await browser.newContext({ viewport, isMobile: true, hasTouch: true, javaScriptEnabled: false, locale: 'en-GB' });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const press = (name, value) => page.locator(`button[name="${name}"][value="${value}"]`).first().click();
  const body = () => page.locator('main').innerText();
  await check('with no script a post joins, says its words, and is admitted', async () => {
    await page.goto(`${base}/plain`);
    await page.locator('select[name="role"]').selectOption('gate');
    await page.locator('select[name="place"]').selectOption('square');
    await page.locator('input[name="label"]').fill('Plain door');
    await press('join', '1');
    const row = (await api(base, 'devices')).devices.find(({ label }) => label === 'Plain door');
    if (!(await body()).includes(row.words.join(' '))) throw new Error('the words are not shown');
    await api(base, 'devices/admit', { device: row.device, role: 'gate' });
  });
  await check('with no script a household is registered and boards by a photo of its code', async () => {
    await page.goto(`${base}/plain`);
    await page.locator('#task-register > summary').click();
    await page.locator('input[name="who-woman"]').fill('1');
    await page.locator('input[name="who-boy"]').fill('2');
    await press('answer', 'yes');
    mkdirSync(shots, { recursive: true });
    const photo = join(shots, 'field-plain-code.png');
    await page.locator('svg').first().screenshot({ path: photo });
    await page.screenshot({ path: join(shots, 'field-plain-en.png') });
    const form = page.locator('form[action="/plain/photo"]');
    await form.locator('select[name="trip"]').selectOption({ index: 0 });
    await form.locator('input[name="escorts"]').fill('1');
    await form.locator('input[name="photo"]').setInputFiles(photo);
    await form.locator('button').click();
    if (!/GO/.test(await body())) throw new Error(await body());
    await page.screenshot({ path: join(shots, 'field-plain-go.png') });
    await press('say', 'board');
    const { account } = await api(base, 'picture');
    for (const lang of ['en', 'ar', 'fr']) {
      await page.goto(`${base}/plain?lang=${lang}`);
      await unfold(page);
      const wide = await page.locator('main').evaluate((main) => main.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) throw new Error(`${lang}: ${wide} px too wide`);
      await page.screenshot({ path: join(shots, `field-plain-all-${lang}.png`), fullPage: true });
    }
    if (account.on_the_way.total !== 3) throw new Error(`${account.on_the_way.total} on the way`);
  });
  await context.close();
  await check('axe finds no serious fault on the plain page, in English and Arabic', async () => {
    const seeing = await browser.newContext({ viewport });
    const look = await seeing.newPage();
    for (const lang of ['en', 'ar']) {
      await look.goto(`${base}/plain?lang=${lang}`);
      const found = await faults(look);
      if (found.length) throw new Error(found.join('\n'));
      await look.screenshot({ path: join(shots, `field-plain-join-${lang}.png`) });
    }
    await look.locator('input[name="label"]').fill('Seeing');
    await look.locator('button[name="join"]').click();
    for (const lang of ['en', 'ar', 'fr']) {
      await look.goto(`${base}/plain?lang=${lang}`);
      await unfold(look);
      const found = await faults(look);
      if (found.length) throw new Error(`all forms, ${lang}: ${found.join('\n')}`);
    }
    await seeing.close();
  });
}
