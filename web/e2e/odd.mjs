// What nobody plans for: a family of twenty-five for a bus of ten, somebody who changes their mind on the bus, a leader
// who stops the convoy from the road, a clinician who comes later, a phone whose clock is days off, a reload in the
// middle of a form, a camera that is refused, a code typed on an Arabic keyboard.

import { faults } from './axe.mjs';
import { check, eventually, textOf } from './harness.mjs';
import { household, phone, shot, type, unsent } from './phones.mjs';
import { api, town } from './town.mjs';

const arabic = (code) => code.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))).toLowerCase();

export async function odd(browser) {
  const { base, down } = await town({ people: 40, seats: 10 });
  try {
    const [desk, gate, leader] = [await phone(browser, base, 'registrar', 'Desk', 'square'), await phone(browser, base, 'gate', 'Door', 'square'), await phone(browser, base, 'convoy_leader', 'Leader', 'square')];
    const world = { base, browser, desk, gate, leader };
    await forms(world);
    await clocks(world);
    await parts(world);
    await stops(world);
    await clinicians(world);
    await check('nothing failed in any page of these either', () => {
      const found = [desk, gate, leader].flatMap(({ found }) => found);
      if (found.length) throw new Error([...new Set(found)].join('\n'));
    });
  } finally {
    await down();
  }
}
/** What is looked at in the middle of a task is readable for everybody too, by day and by night. */
const clean = async (page, where) => {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const found = await faults(page);
    if (found.length) throw new Error(`${where}, ${colorScheme}: ${found.slice(0, 3).join('; ')}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
};
const sent = ({ page, label }) => eventually(async () => (await unsent(page)) === 0, `${label} has sent everything`, 40_000);
const state = async (base) => (await api(base, 'picture')).account;

async function forms({ base, desk }) {
  const { page, context } = desk;
  await check('a reload with no network in the middle of a household keeps what was tapped', async () => {
    await sent(desk);
    await context.setOffline(true);
    await desk.go('register');
    for (const kind of ['woman', 'infant', 'older']) await page.getByTestId(`add-${kind}`).click();
    await page.getByTestId('member-2').click();
    await page.reload();
    if ((await page.getByTestId('size').getAttribute('data-value')) !== '3') throw new Error('the household is gone');
    if (!/wounded/.test(await page.getByTestId('member-2').innerText())) throw new Error('the need is gone');
    await page.getByTestId('answer-yes').click();
    await page.getByTestId('next').click();
    await page.reload();
    if ((await page.getByTestId('size').getAttribute('data-value')) !== '0') throw new Error('the same household is still there');
    await context.setOffline(false);
    await sent(desk);
    if ((await state(base)).registered.total !== 3) throw new Error(JSON.stringify(await state(base)));
  });
  await check('a household of one, and an infant alone with somebody at both ends', async () => {
    await desk.go('register');
    await household(page, ['older']);
    await page.getByTestId('add-infant').click();
    await clean(page, 'a child alone');
    if (await page.getByTestId('answer-yes').isEnabled()) throw new Error('an infant alone is registered with nobody');
    await page.getByTestId('alone-from').fill('Red Crescent');
    await page.getByTestId('alone-to').fill('Children’s agency');
    await page.getByTestId('answer-yes').click();
    await page.getByTestId('card').waitFor();
    await clean(page, 'a card');
    await page.getByTestId('next').click();
    await sent(desk);
  });
  await check('a camera that is refused leaves typing, and says what to do', async () => {
    await desk.go('needs');
    await page.evaluate(() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError')); });
    await page.getByTestId('camera').first().click();
    await eventually(async () => /not allowed/.test(await page.getByTestId('code-wrong').innerText()), 'it says so');
  });
}

/** A phone three days behind says when things happened by the hub's time. */
async function clocks({ base, browser }) {
  await check('a phone whose clock is three days off says the hub’s time', async () => {
    const late = await phone(browser, base, 'registrar', 'Late', 'square');
    await late.context.addInitScript(() => {
      const off = 3 * 86_400_000;
      const real = Date.now.bind(Date);
      Date.now = () => real() - off;
    });
    await late.page.reload();
    await sent(late);
    await eventually(async () => (await late.page.locator('main').getAttribute('data-reachable')) === 'true', 'it has met the hub');
    await late.go('register');
    await late.page.waitForTimeout(600);
    await household(late.page, ['man', 'man']);
    await sent(late);
    const rows = (await api(base, 'statements?kind=register&limit=100')).statements.filter((row) => row.label === 'Late');
    const { start_unix_s } = await api(base, 'operation');
    const differs = Math.abs(start_unix_s + rows[0].at - Date.now() / 1000);
    if (rows.length !== 1 || differs > 120) throw new Error(`${rows.length} rows, ${differs} s off`);
    await late.context.close();
  });
}

async function parts(world) {
  const { base, desk, gate } = world;
  const { page } = gate;
  await check('twenty-five in one household: ten travel on one bus because an adult agrees, the rest keep waiting together', async () => {
    await desk.go('register');
    world.clan = await household(desk.page, Array(25).fill('man'));
    if (world.clan.ms > 30_000) throw new Error(`${world.clan.ms} ms`);
    await sent(desk);
    await gate.go('board');
    await page.locator('[data-testid^="trip-bus"]').first().click();
    world.trip = await page.evaluate(() => localStorage.getItem('corridor.trip'));
    await page.getByTestId('escorts').fill('1');
    await eventually(async () => {
      await type(page, arabic(world.clan.party));
      const stop = await page.getByTestId('verdict').getAttribute('data-stop');
      if (stop === 'full') return true;
      await page.getByTestId('verdict-close').click();
      return false;
    }, 'the door knows them, and that they are too many', 40_000);
    await page.getByTestId('verdict-part').locator('summary').click();
    for (const token of world.clan.members.slice(0, 10)) await page.getByTestId(`going-${token}`).click();
    await shot(page, 'part-en');
    await clean(page, 'a party that may travel apart');
    await page.getByTestId('verdict-split').click();
    await eventually(async () => (await page.getByTestId('verdict').getAttribute('data-go')) === 'true', 'ten may go');
    await clean(page, 'go');
    await page.getByTestId('verdict-board').click();
    await page.getByTestId('verdict').waitFor({ state: 'detached' });
    await clean(page, 'the door');
    if ((await page.getByTestId('aboard').getAttribute('data-value')) !== '10') throw new Error('not ten on board');
    await type(page, world.clan.members[20]);
    if ((await page.getByTestId('verdict').getAttribute('data-stop')) !== 'incomplete full') throw new Error('the rest is no party of its own');
    await page.getByTestId('verdict-close').click();
    await sent(gate);
    const apart = (await api(base, 'reconciliation')).apart.find((row) => row.party === world.clan.party);
    if (!apart || apart.agreed[0].members.length !== 10) throw new Error('bringing them together is nobody’s task');
  });
  await check('who changes their mind on the bus gets off, waits again, and may come back', async () => {
    await gate.go('off');
    const one = world.clan.members[0];
    await type(page, world.clan.members[24]);
    await page.getByTestId('trouble').waitFor();
    await type(page, one);
    await shot(page, 'off-en');
    await clean(page, 'getting off');
    if (await page.getByTestId('off-back').isEnabled()) throw new Error('one of ten takes back what all agreed to');
    await page.getByTestId('off').click();
    await page.getByTestId('done').waitFor();
    await sent(gate);
    const { on_the_way, waiting } = await state(base);
    if (on_the_way.total !== 9 || waiting.total < 16) throw new Error(JSON.stringify({ on_the_way, waiting }));
    await type(page, world.clan.party);
    await page.getByTestId('off-back').click();
    await page.getByTestId('done').waitFor();
    await gate.go('board');
    await type(page, one);
    if (!/not_agreed/.test(await page.getByTestId('verdict').getAttribute('data-stop'))) throw new Error('taken back, and they may board');
    if (!/Takes it back/.test(await page.getByTestId('verdict-answer').innerText())) throw new Error('their answer is not shown');
    // A hand that presses Enter once more agrees to nothing for them.
    await page.keyboard.press('Enter');
    await page.getByTestId('verdict').waitFor({ state: 'detached' });
    await sent(gate);
    if ((await state(base)).on_the_way.total !== 0) throw new Error('somebody is still on board');
  });
}

async function stops({ base, gate, leader, trip }) {
  await check('a leader stops the convoy from the road: the console and the other phones show it, only a go lifts it', async () => {
    const depart = async ({ page, go }) => {
      await page.evaluate((trip) => localStorage.setItem('corridor.trip', trip), trip);
      await go('gate');
      await page.reload();
      await page.getByTestId('gate-escorts').fill('1');
      await page.getByTestId('confirm').click();
      await page.getByTestId('done').waitFor();
    };
    await depart(gate);
    await sent(gate);
    await depart(leader);
    await eventually(() => leader.page.getByTestId('depart').isEnabled(), 'both have confirmed', 40_000);
    await leader.page.getByTestId('depart').click();
    await leader.page.getByTestId('departed').waitFor();
    await sent(leader);
    await leader.page.waitForTimeout(1100);
    await leader.go('hold');
    if (await leader.page.getByTestId('stop').isEnabled()) throw new Error('stopped without a reason');
    await leader.page.getByTestId('why-fire').click();
    await shot(leader.page, 'hold-en');
    await clean(leader.page, 'holding');
    await leader.page.getByTestId('stop').click();
    await leader.page.getByTestId('held').waitFor();
    await sent(leader);
    const { attention } = await api(base, 'picture');
    const item = attention.find(({ kind }) => kind === 'held');
    if (item?.values.by !== 'Leader' || item.values.reason !== 'Fire near the road') throw new Error(JSON.stringify(attention));
    await gate.go('home');
    await eventually(() => gate.page.getByTestId('held').isVisible(), 'the other phone shows it', 40_000);
    if (!/does not go on/.test(await gate.page.getByTestId('held').innerText())) throw new Error(await gate.page.getByTestId('held').innerText());
    await shot(gate.page, 'held-road-en');
    await clean(gate.page, 'a stop');
    const convoy = item.values.convoy;
    await api(base, 'watch', { fact: { say: 'decide', decision: 'go', convoy, why: 'it is quiet', by: 'Operations room' } });
    await eventually(async () => (await gate.page.getByTestId('held').count()) === 0, 'a go lifts it', 40_000);
    if ((await api(base, 'picture')).attention.some(({ kind }) => kind === 'held')) throw new Error('the console still asks');
  });
  await check('a stop by mistake is taken back by who said it', async () => {
    await leader.go('hold');
    await leader.page.getByTestId('hold-why').fill('wrong button');
    await leader.page.getByTestId('hold').click();
    await leader.page.getByTestId('held').waitFor();
    await leader.page.getByTestId('hold-back').click();
    await eventually(async () => (await leader.page.getByTestId('held').count()) === 0, 'the phone shows it no more');
    await sent(leader);
    await eventually(async () => !(await api(base, 'picture')).attention.some(({ kind }) => kind === 'held'), 'the console neither');
  });
}

async function clinicians({ base, browser, desk, clan }) {
  const read = async ({ page, go }) => {
    await go('home');
    await go('notes');
    await type(page, clan.members[0]);
    await page.getByTestId('note-read').click();
    await eventually(async () => (await page.getByTestId('notes').getAttribute('data-count')) !== '', 'it is answered', 40_000);
    return textOf(page.getByTestId('notes'));
  };
  await check('a clinician who comes later is told whom to ask, and reads what the other sealed anew', async () => {
    const first = await phone(browser, base, 'clinician', 'Clinic 1', 'camp');
    await eventually(async () => (await api(base, 'field')).clinicians.length === 1, 'the first can be sealed to', 40_000);
    await desk.go('needs');
    await type(desk.page, clan.members[0]);
    await eventually(async () => (await desk.page.getByTestId('note-form').getAttribute('data-readers')) === '1', 'the desk knows the first', 40_000);
    await desk.page.getByTestId('note-text').fill('Asthma; inhaler in the left pocket');
    await desk.page.getByTestId('note-keep').click();
    await desk.page.getByTestId('done').waitFor();
    await sent(desk);
    const later = await phone(browser, base, 'clinician', 'Clinic 2', 'camp');
    await eventually(async () => (await api(base, 'field')).clinicians.length === 2, 'the second can be sealed to', 40_000);
    const closed = await read(later);
    if (/Asthma/.test(closed) || !/Clinic 1/.test(closed)) throw new Error(closed);
    const again = first.page.getByTestId('note-again');
    await eventually(async () => /Asthma/.test(await read(first)) && (await again.count()) === 1, 'the first knows of the second', 60_000);
    await shot(first.page, 'note-again-en');
    await again.click();
    await first.page.getByTestId('done').waitFor();
    if (await again.count()) throw new Error('offered twice');
    await sent(first);
    const open = await read(later);
    if (!/Asthma; inhaler/.test(open) || !/sealed anew by Clinic 1/.test(open) || !/Desk/.test(open)) throw new Error(open);
    await shot(later.page, 'note-later-en');
    await clean(later.page, 'notes');
    const found = [...first.found, ...later.found];
    if (found.length) throw new Error(found.join('\n'));
  });
}
