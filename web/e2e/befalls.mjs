// What befalls people on the way, on a second vehicle, all of it by keyboard: a medical note that only the clinician
// reads, a removal that opens tracing, a birth, a death, a hand-over to a hospital that the hospital countersigns; and
// in the end the balance closes.

import { check, eventually } from './harness.mjs';
import { api } from './town.mjs';

const NOTE = 'Diabetes; insulin twice a day';

/** Goes to a control with the Tab key alone. */
async function tabTo(page, id) {
  for (let n = 0; n < 120; n += 1) {
    if (await page.evaluate((id) => document.activeElement?.dataset.testid === id, id)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not reach ${id}`);
}
async function press(page, id) {
  await page.getByTestId(id).first().waitFor();
  await eventually(() => page.getByTestId(id).first().isEnabled(), `${id} can be pressed`);
  await tabTo(page, id);
  await page.keyboard.press('Enter');
}
async function write(page, id, text) {
  await page.getByTestId(id).first().waitFor();
  await tabTo(page, id);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}
async function enter(page, code) {
  await write(page, 'code', code);
  await page.keyboard.press('Enter');
}
const done = (page) => page.getByTestId('done').waitFor();

export async function befalls({ base, first, registrar, gate, leader, receiver, clinic, go, shot, unsent }) {
  const sent = ({ page, label }) => eventually(async () => (await unsent(page)) === 0, `${label} has sent everything`, 40_000);
  const statements = async (kind) => (await api(base, `statements?kind=${kind}&limit=100`)).statements;
  const before = (await api(base, 'picture')).account;
  const household = async (people) => {
    const { page } = registrar;
    await go(page, 'register');
    for (const kind of people) await press(page, `add-${kind}`);
    await press(page, 'answer-yes');
    const card = page.getByTestId('card');
    await card.waitFor();
    const made = { party: await card.getAttribute('data-party'), members: (await card.getAttribute('data-members')).split(' ') };
    await press(page, 'next');
    return made;
  };
  let family, old;
  await check('by keyboard: a household is registered, and a note is sealed to the clinician alone', async () => {
    const { page } = registrar;
    await page.evaluate(() => localStorage.setItem('corridor.lang', 'en'));
    await page.reload();
    family = await household(['woman', 'man', 'boy']);
    old = await household(['older']);
    await go(page, 'needs');
    await enter(page, family.members[0]);
    await eventually(async () => (await page.getByTestId('note-form').getAttribute('data-readers')) === '1', 'the clinician’s key is known', 40_000);
    await write(page, 'note-text', NOTE);
    await shot(page, 'note-en');
    await press(page, 'note-keep');
    await done(page);
    await sent(registrar);
    const kept = await page.evaluate(async () => {
      const db = await new Promise((done) => { const asked = indexedDB.open('corridor-field'); asked.onsuccess = () => done(asked.result); });
      const all = await new Promise((done) => { const asked = db.transaction('log').objectStore('log').getAll(); asked.onsuccess = () => done(asked.result); });
      return all.map((entry) => new TextDecoder('latin1').decode(entry.bytes) + JSON.stringify(entry.fact)).join('');
    });
    const told = JSON.stringify(await statements('note')) + JSON.stringify(await api(base, 'field'));
    if (kept.includes('insulin') || told.includes('insulin')) throw new Error('the note stands somewhere in the clear');
    if ((await statements('note')).length !== 1) throw new Error('the hub has no note');
  });
  await check('only the clinician reads it, and every reading is recorded before anything is given out', async () => {
    await go(gate.page, 'notes');
    if (await gate.page.getByTestId('note-read').count()) throw new Error('a gate may read notes');
    const refused = await fetch(`${base}/api/v1/field/notes/${'00'.repeat(32)}`);
    if (refused.status !== 403) throw new Error(`given out without a reading: ${refused.status}`);
    const note = (await statements('note'))[0].entry;
    if ((await fetch(`${base}/api/v1/field/notes/${note}`)).status !== 403) throw new Error('given out for another statement');
    const { page } = clinic;
    await go(page, 'notes');
    await enter(page, family.members[0]);
    await write(page, 'note-why', 'on arrival');
    await press(page, 'note-read');
    await eventually(async () => (await page.getByTestId('notes').innerText()).includes(NOTE), 'the note is read');
    await shot(page, 'notes-read-en');
    const [reading] = await statements('read_note');
    if (reading?.label !== 'Clinic' || reading.values.why !== 'on arrival' || reading.values.tokens[0] !== family.members[0]) throw new Error(JSON.stringify(reading));
  });
  let trip;
  await check('by keyboard: they board a second vehicle, both confirm, it departs', async () => {
    const { page } = gate;
    await go(page, 'board');
    await press(page, 'trip-change');
    const other = page.locator('[data-testid^="trip-bus"]').first();
    await eventually(async () => (await other.count()) > 0 && (await page.getByTestId(`trip-${first}`).count()) === 0, 'the gate knows that the first has left', 40_000);
    await press(page, await other.getAttribute('data-testid'));
    trip = await page.evaluate(() => localStorage.getItem('corridor.trip'));
    await write(page, 'escorts', '1');
    for (const code of [family.party, old.party]) {
      let stop = '';
      await eventually(async () => {
        await enter(page, code);
        stop = await page.getByTestId('verdict').getAttribute('data-stop');
        if (stop === '') return true;
        await page.keyboard.press('Escape');
        return false;
      }, `${code} may board`, 40_000).catch((error) => { throw new Error(`${error.message}: ${stop}`); });
      await press(page, 'verdict-board');
      await page.getByTestId('verdict').waitFor({ state: 'detached' });
    }
    await go(page, 'gate');
    await write(page, 'counted', '4');
    await press(page, 'confirm');
    await done(page);
    await sent(gate);
    await leader.page.evaluate((trip) => localStorage.setItem('corridor.trip', trip), trip);
    await go(leader.page, 'gate');
    await leader.page.reload();
    await eventually(async () => (await leader.page.getByTestId('check-gate').getAttribute('data-ok')) === 'true', 'the leader sees the gate’s confirmation', 40_000);
    await write(leader.page, 'gate-escorts', '1');
    await write(leader.page, 'counted', '4');
    await press(leader.page, 'confirm');
    await press(leader.page, 'depart');
    await leader.page.getByTestId('departed').waitFor();
    await sent(leader);
    const page_ = (await api(base, 'convoys')).map(({ id }) => api(base, `convoys/${id}`));
    const row = (await Promise.all(page_)).flatMap(({ trips }) => trips).find(({ id }) => id === trip);
    if (row.gate?.by !== 'Gate' || row.leader?.by !== 'Leader' || row.gate.counted !== 4) throw new Error(JSON.stringify(row));
    const { attention } = await api(base, 'picture');
    if (attention.some(({ kind }) => kind === 'unconfirmed')) throw new Error('flagged although both confirmed');
  });
  await check('by keyboard: through the line, somebody is taken off, a child is born, somebody dies', async () => {
    const { page } = leader;
    await go(page, 'pass');
    await write(page, 'pass-count', '4');
    await press(page, 'pass-in');
    await done(page);
    await go(page, 'remove');
    await enter(page, old.party === old.members[0] ? old.party : old.members[0]);
    await write(page, 'by', 'two men in uniform');
    await press(page, 'remove');
    await done(page);
    await go(page, 'pass');
    await write(page, 'pass-count', '3');
    await press(page, 'pass-out');
    await done(page);
    await go(page, 'life');
    await enter(page, family.party);
    await press(page, 'birth');
    await page.getByTestId('born').waitFor();
    await shot(page, 'born-en');
    await enter(page, family.members[1]);
    await press(page, 'death');
    await done(page);
    await sent(leader);
    const { account, attention } = await api(base, 'picture');
    if (account.died.total !== before.died.total + 1 || account.unaccounted.total !== before.unaccounted.total + 1) throw new Error(JSON.stringify(account));
    if (!attention.some(({ kind, values }) => kind === 'removed' && values.tokens.includes(old.members[0]))) throw new Error('the removal opens no tracing');
    if ((await api(base, 'reconciliation')).searches[0]?.kind !== 'removed') throw new Error('nobody is asked to look');
  });
  await check('by keyboard: arrival, and a hand-over to a hospital that the hospital countersigns', async () => {
    const { page } = receiver;
    await page.evaluate(([trip]) => { localStorage.setItem('corridor.trip', trip); localStorage.setItem('corridor.lang', 'en'); }, [trip]);
    await go(page, 'arrive');
    await page.reload();
    // The woman, the boy, the newborn.
    await eventually(async () => (await page.getByTestId('to-receive').getAttribute('data-value')) === '3', 'three are expected', 40_000);
    await write(page, 'arrive-count', '3');
    await press(page, 'arrive');
    await done(page);
    await go(page, 'hand');
    await enter(page, family.members[0]);
    await write(page, 'hand-to', 'Hospital, surgery');
    await press(page, 'hand');
    await done(page);
    await sent(receiver);
    const text = await page.getByTestId('qr').getAttribute('data-text');
    await go(clinic.page, 'hand');
    const codes = clinic.page.getByTestId('code');
    await codes.nth(1).fill(text);
    await codes.nth(1).press('Enter');
    await done(clinic.page);
    await sent(clinic);
    const handed = (await statements('hand_over'))[0];
    const signed = (await statements('countersign'))[0];
    if (signed?.values.entry !== handed?.entry || signed.label !== 'Clinic') throw new Error(JSON.stringify([handed, signed]));
    // Somebody's own hand-over is not theirs to confirm.
    await page.getByTestId('code').nth(1).fill(text);
    await page.getByTestId('code').nth(1).press('Enter');
    await page.getByTestId('trouble').waitFor();
    await go(page, 'arrive');
    await enter(page, family.party);
    await done(page);
    await press(page, 'empty');
    await sent(receiver);
    const { account } = await api(base, 'picture');
    if (account.out.total !== before.out.total + 3 || account.on_the_way.total !== before.on_the_way.total) throw new Error(JSON.stringify(account));
    const all = await Promise.all((await api(base, 'convoys')).map(({ id }) => api(base, `convoys/${id}`)));
    if (all.some(({ balance }) => !balance.balances)) throw new Error('a balance does not close');
    const own = (await api(base, 'reconciliation')).convoys.flatMap(({ trips }) => trips).find((one) => one.trip === trip);
    const terms = ['boarded', 'born', 'received', 'handed_over', 'removed', 'died', 'unaccounted'].map((term) => own[term].value);
    if (terms.join() !== '4,1,2,1,1,1,0') throw new Error(`boarded, born, received, handed over, removed, died, unaccounted: ${terms}`);
  });
}
