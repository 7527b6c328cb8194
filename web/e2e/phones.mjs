// Phones of the browser tests: a page of its own storage that has asked to join and was admitted, and what a hand
// does on it.

import { join } from 'node:path';
import { eventually } from './harness.mjs';
import { api } from './town.mjs';

export const SHOTS = new URL('../test-output/', import.meta.url).pathname;
export const PHONE = { width: 360, height: 740 };

/** A phone that has asked to join and was admitted. */
export async function phone(browser, base, role, label, place, permissions = []) {
  const context = await browser.newContext({ viewport: PHONE, isMobile: true, hasTouch: true, permissions });
  context.setDefaultTimeout(10_000);
  await context.addInitScript(() => { if (!localStorage.getItem('corridor.lang')) localStorage.setItem('corridor.lang', 'en'); });
  const page = await context.newPage();
  const found = [];
  page.on('pageerror', (error) => found.push(`${label}: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error' && !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|Failed to load resource/.test(message.text())) found.push(`${label}: ${message.text()}`); });
  page.on('request', (request) => { if (!request.url().startsWith(base) && !/^(data|blob):/.test(request.url())) found.push(`${label} asked ${request.url()}`); });
  await page.goto(`${base}/field/`);
  await page.getByTestId(`role-${role}`).click();
  await page.getByTestId('place').selectOption(place);
  await page.getByTestId('label').fill(label);
  await page.getByTestId('enrol').click();
  await page.getByTestId('words').waitFor();
  const device = await page.evaluate(async () => {
    const db = await new Promise((done) => { const asked = indexedDB.open('corridor-field'); asked.onsuccess = () => done(asked.result); });
    const key = await new Promise((done) => { const asked = db.transaction('values').objectStore('values').get('key'); asked.onsuccess = () => done(asked.result); });
    if (key.private.extractable) throw new Error('the key can be taken out');
    return [...key.public].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });
  await eventually(async () => (await api(base, 'devices')).devices.some((row) => row.device === device), `${label} asks to join`);
  const words = (await api(base, 'devices')).devices.find((row) => row.device === device).words.join(' ');
  if ((await page.getByTestId('words').innerText()) !== words) throw new Error(`the phone says other words than the hub: ${words}`);
  await api(base, 'devices/admit', { device, role });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await eventually(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)), 'the pages are kept on the phone');
  return { page, context, found, label, device, go: (where) => page.goto(`${base}/field/#/${where}`) };
}
export async function unsent(page) {
  return Number(await page.getByTestId('unsent').getAttribute('data-value'));
}
export async function type(page, code) {
  await page.getByTestId('code').first().fill(code);
  await page.getByTestId('code').first().press('Enter');
}
export async function shot(page, name) {
  await page.screenshot({ path: join(SHOTS, `field-${name}.png`) });
}

/** One household; counts the taps. */
export async function household(page, people, answer = 'yes') {
  let taps = 0;
  const tap = async (id) => { taps += 1; await page.getByTestId(id).click(); };
  const begun = Date.now();
  for (const kind of people) await tap(`add-${kind}`);
  await tap(`answer-${answer}`);
  const card = page.getByTestId('card');
  await card.waitFor();
  const made = { party: await card.getAttribute('data-party'), members: (await card.getAttribute('data-members')).split(' '), people, answer };
  await tap('next');
  return { ...made, taps, ms: Date.now() - begun };
}
