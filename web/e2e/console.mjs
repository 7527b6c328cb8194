// Drives the console in a real Chromium against a running drill, and looks at it as people do.
//
//   node e2e/console.mjs                        starts target/release/corridor demo on a free port and
//                                               a new folder, and kills it once; CORRIDOR names another
//                                               program, START another command (with BASE its address)
//   BASE=http://127.0.0.1:8440 node e2e/console.mjs   a drill that runs already; it is not killed, so
//                                               the test of a lost connection is skipped
//
// CHROMIUM names the browser (default /usr/bin/chromium). Screenshots are kept in test-output/.
// Ends with `N passed, N failed`.

import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { access } from './access.mjs';
import { anew, propose } from './anew.mjs';
import { devices } from './devices.mjs';
import { claims } from './claims.mjs';
import { apart, hand } from './hand.mjs';
import { settling } from './settling.mjs';
import { watch, watchInArabic } from './watch.mjs';
import { missing } from './contract.mjs';
import { browserArgs, check, checks, close, eventually, report, Server, subject, textOf, watched } from './harness.mjs';

const { base: BASE, start: START } = await subject(process.env);
const SHOTS = new URL('../test-output/', import.meta.url).pathname;
const LAPTOP = { width: 1366, height: 768 };
const PHONE = { width: 360, height: 740 };

mkdirSync(SHOTS, { recursive: true });
const server = new Server(START, BASE);
await server.up();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: browserArgs() });

try {
  await check('the server’s interface is the one that the pages were written for', async () => {
    const gaps = await missing(BASE);
    if (gaps.length) throw new Error(gaps.join('\n'));
  });
  const { page, trouble } = await watched(browser, LAPTOP, BASE);
  await opens(page);
  await sourcesOpen(page);
  await moves(page);
  await keys(page);
  await pages(page);
  await anew(page, BASE, clock);
  await devices(page, BASE);
  await claims(page, BASE);
  await hand(page, BASE);
  await settling(page, BASE);
  await watch(page, BASE);
  await languages(page);
  await check('nothing left this machine, broke the policy or failed', () => trouble.none());
  await propose(page, BASE);
  await page.context().close();
  await watchPages();
  await phone();
  await access(browser, BASE, LAPTOP);
  await plainMap();
  await screenshots();
  await lostConnection();
  if (!process.env.BASE) await apart(browser, SHOTS);
} finally {
  await close(browser);
  await server.down();
}
process.exit(report());

/** The watch's pages in both directions of writing, on a laptop and on a phone. */
async function watchPages() {
  for (const [name, size, lang] of [['ar', LAPTOP, 'ar'], ['en', LAPTOP, 'en'], ['ar-360', PHONE, 'ar'], ['en-360', PHONE, 'en']]) {
    const { page, trouble } = await watched(browser, size, BASE, { lang });
    await watchInArabic(page, BASE, SHOTS, name);
    await check(`these pages ask nobody else (${name})`, () => trouble.none());
    await page.context().close();
  }
}

/** Sets the drill's clock as the band's buttons do. */
async function clock(page, wish) {
  const status = await page.evaluate(
    (body) => fetch('/api/v1/clock', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).then((r) => r.status), wish);
  if (status !== 200) throw new Error(`the clock answered ${status}`);
}
async function number(page, id) {
  return Number(await page.getByTestId(id).getAttribute('data-value'));
}

async function opens(page) {
  await check('the console opens and is live', async () => {
    await page.goto(`${BASE}/`);
    await page.getByTestId('account').waitFor({ timeout: 20_000 });
    await eventually(async () => (await page.getByTestId('connection').getAttribute('data-state')) === 'live', 'the connection is live');
  });
  await check('a drill says that it is one, and how fast it runs', async () => {
    const band = await textOf(page.getByTestId('drill'));
    if (!/DRILL/.test(band) || !/× real time|paused/.test(band)) throw new Error(`the band says: ${band}`);
  });
  await check('the map draws the places of the operation', async () => {
    await page.locator('[data-testid="gl-map"][data-ready="true"]').waitFor({ timeout: 30_000 });
    const places = await page.locator('[data-testid="map"] .label').count();
    if (places < 2) throw new Error(`${places} places`);
  });
  await check('the bar says the time, the corridor, the next convoy, and that nobody has cosigned', async () => {
    const bar = await textOf(page.locator('header').first());
    for (const said of [/Local time/, /UTC \d\d:\d\d/, /open|closed|suspended/, /C\d+ (in|was due)|none planned/, /not yet cosigned/])
      if (!said.test(bar)) throw new Error(`the bar lacks ${said}: ${bar}`);
  });
}

async function sourcesOpen(page) {
  await check('a figure opens its sources, and gives the focus back', async () => {
    await clock(page, { paused: true });
    const figure = page.locator('[data-testid="account-waiting"] button');
    await figure.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByTestId('sources');
    await panel.getByTestId('rests').waitFor();
    const text = await textOf(panel);
    if (!/rests on [\d,]+ statement/.test(text)) throw new Error(`the panel says: ${text.slice(0, 300)}`);
    if (!(await panel.locator('tbody tr').count())) throw new Error('no device is named');
    if (!(await panel.locator('ol li').count())) throw new Error('no statement is shown');
    if (!/not yet cosigned/.test(text)) throw new Error('the seal is not spoken of');
    const older = panel.getByRole('button', { name: 'Older' });
    if (await older.count()) {
      const first = await textOf(panel.locator('ol li').first());
      await older.click();
      await eventually(async () => (await textOf(panel.locator('ol li').first())) !== first, 'an older page of statements');
    }
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('data-figure'));
    if (focused !== 'account.waiting') throw new Error(`the focus went to ${focused}`);
  });
  await check('every figure on the page has sources behind it', async () => {
    const ids = await page.evaluate(() => [...new Set([...document.querySelectorAll('[data-figure]')].map((e) => e.dataset.figure))]);
    if (ids.length < 15) throw new Error(`only ${ids.length} figures`);
    for (const id of ids) {
      const status = await page.evaluate((id) => fetch(`/api/v1/figures/${encodeURIComponent(id)}?limit=1`).then((r) => r.status), id);
      if (status !== 200) throw new Error(`${id} answers ${status}`);
    }
  });
}

async function moves(page) {
  const kinds = () => page.getByTestId('attention-item').evaluateAll((all) => all.map((e) => `${e.dataset.kind} ${e.querySelector('.says').textContent}`));
  const atFirst = new Set(await kinds());
  const seen = { positions: new Set(), lines: new Set(), out: new Set(), open: 0, looks: 0 };
  await clock(page, { paused: false, speed: 300 });
  const look = async () => {
    for (const at of await page.locator('[data-testid="map"] .arrow').evaluateAll((all) => all.map((e) => `${e.dataset.convoy} ${e.dataset.at}`))) seen.positions.add(at);
    for (const d of await page.getByTestId('real-line').evaluateAll((all) => all.map((e) => `${e.parentElement.dataset.convoy} ${e.getAttribute('d').length}`))) seen.lines.add(d);
    seen.out.add(await number(page, 'account-out'));
    seen.looks += 1;
    if ((await page.locator('[data-testid="account"] [data-testid="balance"]').getAttribute('data-closes')) !== 'true') seen.open += 1;
  };
  await check('a convoy is seen to move on the map', () => eventually(async () => {
    await look();
    const places = {};
    for (const at of seen.positions) (places[at.split(' ')[0]] ??= new Set()).add(at);
    return Object.values(places).some((set) => set.size >= 3);
  }, 'three positions of one convoy', 120_000));
  await check('people get out, and the balance closes all the while', async () => {
    await eventually(async () => { await look(); return seen.out.size >= 3 && Math.max(...seen.out) > 0; }, 'the number of people out grows', 120_000);
    if (seen.open) throw new Error(`the balance was open at ${seen.open} of ${seen.looks} looks`);
  });
  await check('the written sum adds up', async () => {
    await clock(page, { paused: true });
    await page.waitForTimeout(1500);
    const [left, right] = await page.locator('[data-testid="account"] [data-testid="balance"]').evaluate((p) => {
      const sides = [0, 0];
      let side = 0;
      for (const e of p.querySelectorAll('.sign, .term')) {
        if (e.classList.contains('sign')) { if (e.textContent !== '+') side = 1; } else sides[side] += Number(e.querySelector('bdi').textContent.replace(/\D/g, ''));
      }
      return sides;
    });
    if (left !== right || left === 0) throw new Error(`${left} against ${right}`);
  });
  await check('a solid line grows in the diagram beside the planned one', async () => {
    if (seen.lines.size < 2) throw new Error('no line of a real convoy was seen to grow');
    if (!(await page.locator('[data-testid="diagram"] path.planned').count())) throw new Error('no planned line');
    if (!(await page.getByTestId('now-line').count())) throw new Error('no now-line');
  });
  await check('an alert appears that was not there, with what to do, its age and who has it', async () => {
    await clock(page, { paused: false, speed: 1200 });
    await eventually(async () => (await kinds()).some((kind) => !atFirst.has(kind)), 'a new matter', 150_000);
    await clock(page, { paused: true });
    const item = page.getByTestId('attention-item').first();
    const text = await textOf(item);
    if (!/ old\b/.test(text) || !/with the /.test(text) || text.split('\n').length < 4) throw new Error(text);
    if (/attention-|\{|\}/.test(text)) throw new Error(`a raw message: ${text}`);
  });
  await check('pointing at a convoy in the diagram lights it', async () => {
    await page.getByTestId('whole').click();
    await page.locator('[data-testid="diagram"] .canvas').focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('[data-testid="diagram"] .convoy.lit').waitFor();
    if (!/Convoy .?C\d+/.test(await textOf(page.getByTestId('readout')))) throw new Error('no words about it');
  });
}

async function keys(page) {
  await check('g c, arrows and Enter lead to a convoy; g n leads back', async () => {
    await page.locator('#page').focus();
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.getByTestId('convoys').waitFor();
    await page.locator('tr[data-row][tabindex="0"]').first().focus();
    await page.keyboard.press('ArrowDown');
    const id = await page.evaluate(() => document.activeElement?.getAttribute('data-row'));
    if (!/^C0*2$/.test(id ?? '')) throw new Error(`the arrow went to ${id}`);
    await page.keyboard.press('Enter');
    await page.getByTestId('trips').waitFor();
    if (!page.url().endsWith(`#/convoys/${id}`)) throw new Error(page.url());
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await page.getByTestId('diagram').waitFor();
  });
  await check('/ finds a vehicle and opens its convoy', async () => {
    await page.keyboard.press('/');
    await page.getByTestId('search').locator('input').waitFor();
    const trip = await page.evaluate(() => fetch('/api/v1/plan').then((r) => r.json()).then((plan) => plan.convoys[0].trips[0]));
    await page.keyboard.type(trip);
    await page.keyboard.press('Enter');
    await page.getByTestId('trips').waitFor();
    if (!(await textOf(page.getByTestId('trips'))).includes(trip)) throw new Error(`${trip} is not on the page`);
  });
  await check('? shows the keys and Esc closes them', async () => {
    await page.locator('#page').focus();
    await page.keyboard.press('?');
    await page.getByTestId('keys').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('keys').waitFor({ state: 'detached' });
  });
  await check('Space runs and pauses the drill', async () => {
    await page.locator('#page').focus();
    await page.keyboard.press('Space');
    await eventually(async () => /×/.test(await textOf(page.getByTestId('drill-state'))), 'the drill runs');
    await page.keyboard.press('Space');
    await eventually(async () => /paused/.test(await textOf(page.getByTestId('drill-state'))), 'the drill is paused');
  });
}

async function pages(page) {
  await check('the plan says its worth, its bound and its convoys', async () => {
    await page.goto(`${BASE}/#/plan`);
    const worth = await textOf(page.getByTestId('plan-worth'));
    if (!/person-hours|last of those/.test(worth) || !/No plan can|proven to be the best|no proven bound/.test(worth)) throw new Error(worth);
    if (!(await page.locator('[data-testid="plan-convoys"] tbody tr').count())) throw new Error('no convoys');
  });
  await check('a convoy’s page has its vehicles, its timeline and a balance that closes', async () => {
    await page.goto(`${BASE}/#/convoys`);
    await page.locator('[data-testid="convoys"] tbody a').first().click();
    await page.getByTestId('trips').waitFor();
    if (!(await page.locator('[data-testid="trips"] tbody tr').count())) throw new Error('no vehicles');
    if (!(await page.locator('[data-testid="timeline"] tbody tr').count())) throw new Error('no timeline');
    if ((await page.getByTestId('balance').getAttribute('data-closes')) !== 'true') throw new Error('its balance is open');
    await page.locator('[data-testid="timeline"] tbody button').first().click();
    await page.getByTestId('sources').getByTestId('rests').waitFor();
    await page.keyboard.press('Escape');
  });
}

async function languages(page) {
  await check('Arabic runs from right to left, in Arabic words and digits', async () => {
    await page.goto(`${BASE}/#/now`);
    await page.getByTestId('language').selectOption('ar');
    const root = await page.evaluate(() => [document.documentElement.dir, document.documentElement.lang].join());
    if (root !== 'rtl,ar') throw new Error(root);
    const text = await textOf(page.getByTestId('account'));
    if (!/ينتظرون/.test(text) || /waiting/.test(text)) throw new Error(text);
    await page.getByTestId('numerals').click();
    if (!/[٠-٩]/.test(await textOf(page.getByTestId('account')))) throw new Error('no Arabic-Indic digits');
    const now = await page.getByTestId('now-line').boundingBox();
    const axis = await page.locator('[data-testid="diagram"] .canvas').boundingBox();
    if (!now || !axis || now.x < axis.x) throw new Error('the diagram is not drawn');
    await page.getByTestId('numerals').click();
    await page.getByTestId('language').selectOption('en');
  });
}

async function phone() {
  for (const lang of ['en', 'ar', 'fr']) {
    const { page, trouble } = await watched(browser, PHONE, BASE, { lang });
    await check(`360 px in ${lang}: no page is wider than the screen, and the navigation is there`, async () => {
      for (const route of ['now', 'plan', 'plan/anew', 'convoys', 'convoys/C001', 'watch/claims', 'watch/intake', 'devices']) {
        await page.goto(`${BASE}/#/${route}`);
        await page.locator('main h1').first().waitFor({ state: 'attached' });
        await page.waitForTimeout(700);
        // Not innerWidth: a phone's layout grows with what sticks out of it.
        const over = await page.evaluate((screen) => {
          const wide = [...document.querySelectorAll('main *, header *')].filter((e) => {
            const box = e.getBoundingClientRect();
            return box.width > 0 && !e.closest('[data-testid="map"], svg, .visually-hidden, thead') && (box.right > screen + 1 || box.left < -1);
          });
          return { scroll: document.documentElement.scrollWidth - screen, wide: wide.slice(0, 4).map((e) => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)}`) };
        }, PHONE.width);
        if (over.scroll > 0 || over.wide.length) throw new Error(`${route}: ${over.scroll} px over; ${over.wide.join(' | ')}`);
      }
      if (!(await page.locator('nav a').first().isVisible())) throw new Error('no navigation');
      trouble.none();
    });
    await page.context().close();
  }
}

async function plainMap() {
  const { page, trouble } = await watched(browser, LAPTOP, BASE, { webgl: false });
  await check('without WebGL a plain map is drawn', async () => {
    await page.goto(`${BASE}/`);
    await page.locator('[data-testid="plain-map"][data-ready="true"]').waitFor();
    if (!(await page.locator('[data-testid="plain-map"] path.land').count())) throw new Error('no land');
    if ((await page.locator('[data-testid="map"] .label').count()) < 2) throw new Error('no places');
    trouble.none();
  });
  await page.context().close();
}

async function screenshots() {
  await check('screenshots in two languages, two sizes, two lights', async () => {
    for (const lang of ['en', 'ar'])
      for (const theme of ['day', 'night'])
        for (const [size, name] of [[LAPTOP, 'laptop'], [PHONE, 'phone']]) {
          const { page, trouble } = await watched(browser, size, BASE, { lang, theme });
          await page.goto(`${BASE}/#/now`);
          await page.locator('[data-testid="gl-map"][data-ready="true"]').waitFor({ timeout: 30_000 });
          await page.waitForTimeout(400);
          await page.screenshot({ path: `${SHOTS}now-${lang}-${theme}-${name}.png`, fullPage: name === 'phone' });
          if (theme === 'day')
            for (const route of ['plan', 'plan/anew', 'convoys', 'convoys/C001', 'watch/claims', 'watch/intake', 'devices']) {
              await page.goto(`${BASE}/#/${route}`);
              await page.waitForTimeout(600);
              await page.screenshot({ path: `${SHOTS}${route.replaceAll('/', '-')}-${lang}-${name}.png`, fullPage: route === 'plan/anew' || route === 'devices' || (name === 'phone' && route.includes('/')) });
            }
          trouble.none();
          await page.context().close();
        }
  });
}

async function lostConnection() {
  if (!server.owned) {
    checks.skipped += 1;
    console.log('skip  the lost connection: START names no command for the server');
    return;
  }
  const { page } = await watched(browser, LAPTOP, BASE);
  await page.goto(`${BASE}/`);
  await page.getByTestId('account').waitFor();
  await check('a lost connection is said at once, and since when; figures are not passed off as live', async () => {
    await server.kill();
    await page.getByTestId('lost').waitFor({ timeout: 40_000 });
    const text = await textOf(page.getByTestId('lost'));
    if (!/connection lost since .*\d\d:\d\d.*figures below are as of .*\d\d:\d\d/i.test(text)) throw new Error(text);
    if ((await page.getByTestId('connection').getAttribute('data-state')) !== 'lost') throw new Error('the bar still says otherwise');
    const before = await textOf(page.getByTestId('clock'));
    await page.waitForTimeout(2500);
    if ((await textOf(page.getByTestId('clock'))) !== before) throw new Error('the operation’s clock went on without the server');
    await page.screenshot({ path: `${SHOTS}lost-en-day-laptop.png` });
  });
  await check('it is live again by itself when the server is back', async () => {
    await server.up();
    await eventually(async () => (await page.getByTestId('connection').getAttribute('data-state')) === 'live', 'the connection is live again', 60_000);
    await page.getByTestId('lost').waitFor({ state: 'detached' });
  });
}
