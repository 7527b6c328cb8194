// Handing over by pictures: what is shown and said in a running drill, and two hubs without a network,
// each with a browser whose camera sees a film of the other's screen.

import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, filmed, pixels } from './film.mjs';
import { check, eventually, freePort, program, ROOT, Server, textOf, watched } from './harness.mjs';

const LAPTOP = { width: 1366, height: 768 };

/** In a running drill. */
export async function hand(page, base) {
  await check('what is held here is shown as pictures, one after the other, and can be stopped', async () => {
    await page.goto(`${base}/#/devices`);
    await page.getByTestId('hand-link').click();
    await page.getByTestId('hand-held').click();
    const progress = page.getByTestId('show-progress');
    await progress.waitFor();
    const first = await textOf(progress);
    await eventually(async () => (await textOf(progress)) !== first, 'the next picture comes by itself');
    const box = await page.getByTestId('show-picture').boundingBox();
    if (!box || box.y < 0 || box.y + box.height > LAPTOP.height || box.width < 600) throw new Error(`the picture is at ${JSON.stringify(box)}`);
    await filmed(page);
    await page.keyboard.press('Escape');
    await page.getByTestId('stage').waitFor({ state: 'detached' });
  });
  await check('a record that is too large for pictures says what to do', async () => {
    await page.getByTestId('hand-all').click();
    const words = page.getByTestId('hand-trouble');
    await words.waitFor();
    if (!/stick/.test(await textOf(words))) throw new Error(await textOf(words));
  });
  await check('a browser without a camera says so', async () => {
    await page.getByTestId('hand-read').click();
    const trouble = page.getByTestId('camera-trouble');
    await trouble.waitFor();
    if (!/stick/.test(await textOf(trouble))) throw new Error(await textOf(trouble));
    await page.keyboard.press('Escape');
  });
}

/** Two hubs of one operation that share nothing but a screen and a camera. */
export async function apart(browser, shots) {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-apart-'));
  const [giver, taker] = await hubs(folder);
  try {
    for (const [count, fps] of [[20, 5], [100, 8]])
      await check(`${count} statements go from one hub to another by pictures alone`, () => carried(browser, giver.base, taker.base, { count, fps, shots }));
    await check('the code of a device is scanned, and its words are shown', () => scanned(browser, giver.base, taker.base, shots));
  } finally {
    await giver.down();
    await taker.down();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function hubs(folder) {
  const [operation, plan] = [join(ROOT, 'scenarios/aleppo-2016-first-day.toml'), join(folder, 'plan.json')];
  const [one, other] = [join(folder, 'giver'), join(folder, 'taker')];
  execFileSync(program(), ['plan', operation, '--seconds', '1', '--json', plan], { stdio: 'ignore' });
  execFileSync(program(), ['found', operation, plan, '--data', one], { stdio: 'ignore' });
  const giver = await serving(one);
  await admitted(giver.base);
  const bundle = Buffer.from(await (await fetch(`${giver.base}/api/v1/bundle`)).arrayBuffer());
  writeFileSync(join(folder, 'begin.bundle'), bundle);
  execFileSync(program(), ['import', join(folder, 'begin.bundle'), '--data', other], { stdio: 'ignore' });
  return [giver, await serving(other)];
}
async function serving(data) {
  const port = await freePort();
  const server = new Server(`exec '${program()}' serve --data '${data}' --listen 127.0.0.1:${port}`, `http://127.0.0.1:${port}`);
  await server.up();
  return server;
}

async function carried(browser, giver, taker, { count, fps, shots }) {
  for (let n = 0; n < count; n += 1) await admitted(giver);
  const [at, there] = [await watched(browser, LAPTOP, giver), await watched(browser, LAPTOP, taker)];
  await there.page.goto(`${taker}/#/devices/hand-over`);
  await there.page.getByTestId('hand-held').click();
  const held = await filmed(there.page);
  let gift = [];
  // The giver reads what the taker holds, and shows what it lacks.
  await before(held, giver, { fps }, async (page) => {
    await page.goto(`${giver}/#/devices/hand-over`);
    await page.getByTestId('hand-read').click();
    await page.getByTestId('hand-taken').waitFor({ timeout: 60_000 });
    if (!/only what the other side holds/.test(await textOf(page.getByTestId('hand-taken')))) throw new Error(await textOf(page.getByTestId('hand-taken')));
    await page.getByTestId('hand-give').click();
    await page.getByTestId('show-picture').waitFor();
    const box = await page.getByTestId('show-picture').boundingBox();
    if (!box || box.y < 0 || box.y + box.height > 740 || box.x < 0 || box.x + box.width > 360) throw new Error(`the picture is at ${JSON.stringify(box)}`);
    await page.screenshot({ path: `${shots}hand-show-phone.png` });
    gift = await filmed(page);
  });
  // The taker reads that.
  await before(gift, taker, { fps, viewport: LAPTOP }, async (page) => {
    await page.goto(`${taker}/#/devices/hand-over`);
    await page.getByTestId('hand-read').click();
    await eventually(async () => /\d+ of \d+ pictures/.test(await textOf(page.getByTestId('stage'))), 'pictures are read', 30_000);
    await page.screenshot({ path: `${shots}hand-read-laptop.png` });
    await page.getByTestId('hand-taken').waitFor({ timeout: 120_000 });
    const said = await textOf(page.getByTestId('hand-taken'));
    if (!said.startsWith(`${count} statements new, 0 known already, 0 refused`)) throw new Error(said);
    console.log(`      ${count} statements, ${fps} pictures a second: ${await textOf(page.getByTestId('hand-speed'))}`);
    await page.screenshot({ path: `${shots}hand-taken-laptop.png` });
  });
  const [mine, theirs] = await Promise.all([giver, taker].map(statements));
  if (mine !== theirs) throw new Error(`the giver's picture is ${mine}, the taker's ${theirs}`);
  await at.page.context().close();
  await there.page.context().close();
}

/** A statement of the hub's own: it admits a device. */
async function admitted(base) {
  const { publicKey } = generateKeyPairSync('ed25519');
  const device = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ device, role: 'gate' }) };
  const answer = await fetch(`${base}/api/v1/devices/admit`, init);
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}
/** What a hub's picture rests on. */
async function statements(base) {
  const { statements, picture_sha256 } = await (await fetch(`${base}/api/v1/health`)).json();
  return `${statements} ${picture_sha256}`;
}

async function scanned(browser, giver, taker, shots) {
  // The taker's console has said nothing yet: its first statement makes its key.
  const { page, trouble } = await watched(browser, LAPTOP, taker);
  await page.goto(`${taker}/#/devices`);
  await page.getByTestId('devices').locator('button[aria-expanded]').last().click();
  const image = page.getByTestId('own').locator('img');
  await image.waitFor();
  await eventually(() => image.evaluate((img) => img.naturalWidth > 100), 'the code is drawn');
  const words = await page.getByTestId('own').locator('b').allInnerTexts();
  const code = await pixels(image);
  trouble.none();
  await before([code, '0'.repeat(code.length)], giver, {}, async (phone) => {
    await phone.goto(`${giver}/#/devices`);
    await phone.getByTestId('devices-scan').click();
    await phone.getByTestId('device-words').waitFor({ timeout: 60_000 });
    const seen = await phone.getByTestId('device-words').locator('b').allInnerTexts();
    if (words.length !== 6 || String(seen) !== String(words)) throw new Error(`shown were ${words}, read ${seen}`);
    if (await phone.getByTestId('stage').count()) throw new Error('the camera is still on');
    await phone.screenshot({ path: `${shots}devices-scanned-phone.png` });
    await phone.getByTestId('device-admit').click();
    await phone.getByTestId('device-panel').waitFor({ state: 'detached' });
  });
  await page.context().close();
}
