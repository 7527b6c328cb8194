// The watch, aid and observers pages in a running drill, in English and in Arabic: the check before a
// convoy, a hold that reaches plan and API, an incident with its evidence, a link for those outside.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, eventually, program, textOf } from './harness.mjs';

export async function watch(page, base) {
  const api = (path) => page.evaluate((path) => fetch(`/api/v1/${path}`).then((r) => r.json()), path);
  await check('the watch page lays out the check and the truce, each party apart', async () => {
    await page.goto(`${base}/#/watch`);
    await page.getByTestId('clauses').waitFor();
    const states = await page.locator('[data-testid="clause-state"]').evaluateAll((all) => all.map((one) => one.dataset.state));
    if (states.length < 5 || states.some((state) => !['held', 'breached', 'unknown'].includes(state))) throw new Error(`the clauses are ${states}`);
    const lines = await textOf(page.getByTestId('lines').first());
    for (const said of [/Immediate/, /Verifiable/, /Durable/]) if (!said.test(lines)) throw new Error(`the lines say: ${lines}`);
    await eventually(async () => (await page.getByTestId('checks').locator('li').count()) > 5, 'the check is laid out');
    if (!/Escorts/.test(await textOf(page.getByTestId('checks')))) throw new Error('escorts are not checked');
    // What was judged opens what it rests on, what was measured too.
    const silent = await page.locator('[data-testid="clause-state"]').evaluateAll((all) => all.filter((one) => one.dataset.state !== 'unknown' && !one.querySelector('[data-testid="source"]')).map((one) => one.textContent));
    if (silent.length) throw new Error(`no sources behind: ${silent}`);
    await page.getByTestId('clauses').getByTestId('source').first().click();
    await eventually(async () => /statement/i.test(await textOf(page.getByTestId('sources'))), 'a clause opens its statements');
    await page.keyboard.press('Escape');
  });
  await check('a clause is entered, a convoy’s parties are told, one of them answers', async () => {
    await page.getByText('Enter a clause of the agreement').click();
    const form = page.getByTestId('clause-form');
    await form.locator('[data-field="term"]').selectOption('convoy_max');
    await form.locator('[data-field="name"]').fill('convoys-of-eight');
    await form.locator('[data-field="vehicles"]').fill('8');
    await page.getByTestId('clause-save').click();
    await eventually(async () => /convoys-of-eight/.test(await textOf(page.getByTestId('clauses'))), 'the clause is judged with the others');
    await page.getByText('Tell the parties of a convoy').click();
    await page.getByTestId('tell-save').click();
    await eventually(async () => (await page.locator('[data-testid="notifications"] li[data-state="sent"]').count()) >= 2, 'both parties are told');
    await page.getByTestId('ack-yes').first().click();
    await eventually(async () => (await page.locator('[data-testid="notifications"] li[data-state="acknowledged"]').count()) >= 1, 'the answer is recorded');
  });
  await check('a hold reaches the picture, the phones’ address and a new plan; it is lifted again', async () => {
    await page.getByTestId('decide-why').fill('Shells near the road');
    await page.getByTestId('hold-all').click();
    await page.getByTestId('whole').waitFor();
    const cleared = await api('clearance');
    if (cleared.whole?.decision !== 'hold' || cleared.convoys.some((row) => !row.departed && row.decision === 'go')) throw new Error(JSON.stringify(cleared.whole));
    if (!cleared.whole.on.length) throw new Error('the decision does not say what it rests on');
    await eventually(async () => (await api('picture')).convoys.some((row) => row.clearance === 'hold'), 'the picture says so');
    await eventually(async () => ['running', 'ready'].includes((await api('replan')).state), 'a new plan is sought');
    await page.getByTestId('lift-all').click();
    await page.getByTestId('whole').waitFor({ state: 'detached' });
  });
  await check('an incident is recorded with its two grades and its evidence', async () => {
    await page.getByText('Record an incident').click();
    const form = page.getByTestId('incident-form');
    await form.locator('[data-field="place"]').selectOption('ramouseh');
    await form.locator('[data-field="reliability"]').selectOption('B');
    await form.locator('[data-field="credibility"]').selectOption('2');
    await form.locator('input[type="file"]').setInputFiles({ name: 'crater.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not really a photograph') });
    await page.getByTestId('incident-save').click();
    await eventually(async () => /B \/ 2/.test(await textOf(page.getByTestId('incidents').locator('li').first())), 'it is listed');
    await eventually(async () => /SHA-256/.test(await textOf(page.getByTestId('incidents').locator('li').first())), 'its evidence is hashed');
    const custody = page.getByTestId('exhibit').first();
    await custody.locator('summary').click();
    await custody.getByTestId('custody-holder').fill('archive');
    await custody.getByTestId('custody-save').click();
    await eventually(async () => /archive/.test(await textOf(page.getByTestId('exhibit').first())), 'who has it now is recorded');
    if (await page.getByTestId('watch-trouble').count()) throw new Error(await textOf(page.getByTestId('watch-trouble')));
  });
  await check('an incident is one on the map, along time and in the list, by keyboard too', async () => {
    const first = page.getByTestId('incidents').locator('li').first();
    const entry = await first.getAttribute('data-entry');
    await first.getByTestId('to-map').focus();
    await page.keyboard.press('Enter');
    await eventually(() => page.evaluate((entry) => document.activeElement?.getAttribute('data-entries')?.includes(entry) ?? false, entry), 'the list leads to the mark on the map');
    await page.keyboard.press('Enter');
    await eventually(() => page.evaluate(() => document.activeElement?.id.startsWith('incident-') ?? false), 'the mark leads back to the list');
    await page.locator(`[data-testid="line-incident"][data-entry="${entry}"]`).focus();
    await page.keyboard.press('Enter');
    await eventually(() => page.evaluate((entry) => document.activeElement?.id === `incident-${entry}`, entry), 'the line of time leads to the list');
    await first.getByTestId('link-begin').click();
    await page.getByTestId('link-kind').selectOption('corroborates');
    await page.getByTestId('link-here').first().click();
    await eventually(async () => /corroborates/.test(await textOf(page.getByTestId('incidents'))), 'the two are linked');
  });
  await check('the one switch cuts off every position, and opens them again', async () => {
    await page.getByTestId('tracking-switch').click();
    await page.locator('[data-testid="tracking"][data-on="false"]').waitFor();
    if ((await api('picture')).convoys.some((row) => row.position)) throw new Error('a position is still shown');
    await page.getByTestId('tracking-switch').click();
    await page.locator('[data-testid="tracking"][data-on="true"]').waitFor();
  });
  await check('the aid page shows requests, answers and balances that close', async () => {
    await page.goto(`${base}/#/aid`);
    await page.getByTestId('aid').waitFor();
    await eventually(async () => (await page.getByTestId('aid').locator('summary').count()) === 2, 'the page is drawn');
    await page.getByTestId('aid').locator('summary').last().click();
    const form = page.getByTestId('aid-form');
    await form.locator('input').nth(0).fill('WB-77');
    await form.locator('input').nth(3).fill('flour');
    await form.locator('input').nth(4).fill('sack');
    await form.locator('input').nth(5).fill('30');
    await form.locator('button').click();
    await eventually(async () => /30 = 0 \+ 0 \+ 0 \+ 0 \+ 30 \+ 0/.test(await textOf(page.getByTestId('aid'))), 'the balance is written out');
  });
  await check('a link for observers shows totals and nothing of persons, and ends', async () => {
    await page.goto(`${base}/#/observers`);
    await page.getByTestId('share-make').click();
    const link = page.getByTestId('share-link');
    await link.waitFor();
    const address = await link.getAttribute('href');
    await page.getByTestId('outside').waitFor();
    const outside = await page.context().newPage();
    const asked = [];
    outside.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await outside.goto(address);
    await outside.getByTestId('outside').waitFor();
    const text = await textOf(outside.getByTestId('shared'));
    if (/bus-\d|[2-9A-HJKMNP-Z]{4}-?[2-9A-HJKMNP-Z]{4}\b/.test(text.replace(/[0-9a-f]{12,}/g, ''))) throw new Error(`the page names somebody: ${text.slice(0, 400)}`);
    const inner = asked.filter((path) => path.startsWith('/api/v1/') && !path.startsWith('/api/v1/share/'));
    if (inner.length) throw new Error(`the page asked for ${inner}`);
    await cosigned(outside, address.split('/share/')[1]);
    await outside.close();
    await page.getByTestId('share-end').first().click();
    const token = address.split('/share/')[1];
    await eventually(async () => (await page.request.get(`${base}/api/v1/share/${token}`)).status() === 410, 'the link is over');
  });
}

/** The same pages read by people who read Arabic, on a laptop and on a phone; with pictures. */
export async function watchInArabic(page, base, shots, name) {
  await check(`the watch, aid and observers pages fit in Arabic (${name})`, async () => {
    for (const which of ['watch', 'aid', 'observers']) {
      await page.goto(`${base}/#/${which}`);
      await page.getByTestId(which).waitFor();
      await eventually(() => page.evaluate((which) => !/جارٍ|loading/i.test(document.querySelector(`[data-testid="${which}"] [role="status"]`)?.textContent ?? ''), which), 'it is drawn');
      await page.waitForTimeout(800);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 1) throw new Error(`${which} is ${wide} px too wide`);
      const direction = await page.evaluate(() => document.documentElement.dir);
      const wanted = (await page.evaluate(() => document.documentElement.lang)) === 'ar' ? 'rtl' : 'ltr';
      if (direction !== wanted) throw new Error(`${which} runs ${direction}`);
      await page.screenshot({ path: `${shots}/${which}-${name}.png`, fullPage: true });
    }
  });
}

/** An observer fetches the seals from the page, cosigns them with the program, and hands them in on the page. */
async function cosigned(outside, token) {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-observer-'));
  const [seals, out] = [join(folder, 'seals.json'), join(folder, 'cosigned.json')];
  await outside.getByTestId('cosign').waitFor();
  const [download] = await Promise.all([outside.waitForEvent('download'), outside.getByTestId('cosign-fetch').click()]);
  await download.saveAs(seals);
  const operation = JSON.parse(readFileSync(seals, 'utf8')).operation;
  if (!(await textOf(outside.getByTestId('cosign'))).includes(operation)) throw new Error('the command does not name the operation');
  execFileSync(program(), ['witness', '--data', join(folder, 'witness'), '--name', 'observer.example/1', '--operation', operation, '--seals', seals, '--out', out]);
  await outside.getByTestId('cosign-file').setInputFiles(out);
  await outside.getByTestId('cosign-outcome').waitFor();
  await eventually(async () => /one cosignature|\d cosignatures/.test(await textOf(outside.getByTestId('outside'))), 'the page shows who cosigned');
  const seen = await (await fetch(new URL(`/api/v1/share/${token}`, outside.url()))).json();
  if (!seen.seals.every((seal) => seal.note.includes('— observer.example/1 '))) throw new Error('a seal is not cosigned');
  await outside.getByTestId('cosign-file').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await outside.getByTestId('cosign-trouble').waitFor();
  rmSync(folder, { recursive: true, force: true });
}
