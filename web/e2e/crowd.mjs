// Many phones register many households against a real hub, while networks come and go, answers are lost
// and phones crash; the hub's account is then held against a model that counted what was said. The phones
// run the code of the field pages (src/field/phone.ts) on memory that survives their crashes.
//
//   HOUSEHOLDS=5000 PHONES=20 OFFLINE=0.3 SEED=1 node e2e/crowd.mjs      as bench/field/run does

import { createServer } from 'vite';
import { api, town } from './town.mjs';

/** Seeded chance (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Answers what is not equal, and some figures. */
export async function crowd(base, { households, phones, offline, seed }) {
  const vite = await createServer({ root: new URL('..', import.meta.url).pathname, server: { middlewareMode: true, hmr: false, watch: null }, appType: 'custom', logLevel: 'error' });
  const load = (name) => vite.ssrLoadModule(`/src/field/${name}.ts`);
  const [{ Phone }, { MemoryStore }, { httpHub, Unreachable }, { householdFacts, PEOPLE }, { ANSWERS }] =
    await Promise.all(['phone', 'store', 'hub', 'household', 'ledger/statement'].map(load));
  const chance = dice(seed);
  const pick = (list) => list[Math.floor(chance() * list.length)];
  const model = new Map();
  const tally = { requests: 0, cut: 0, lost: 0, crashes: 0, statements: 0 };

  /** One phone with its own network. */
  async function make(number) {
    const key = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
    const log_id = new Uint8Array(await crypto.subtle.exportKey('raw', key.publicKey));
    const device = { log_id, sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', key.privateKey, message)) };
    const one = { number, store: new MemoryStore(), isOnline: true };
    const ask = async (url, init) => {
      tally.requests += 1;
      if (!one.isOnline) { tally.cut += 1; throw new TypeError('no network'); }
      const response = await fetch(url, init);
      // The hub has it, and the phone never hears so.
      if (chance() < 0.05) { tally.lost += 1; await response.arrayBuffer(); throw new TypeError('the answer was lost'); }
      return response;
    };
    const around = { now: () => Date.now(), fill: (bytes) => bytes.map(() => chance() * 256), room: async () => null, alone: (run) => run() };
    one.start = async () => {
      one.phone = new Phone(device, one.store, httpHub(base, ask), around);
      await one.phone.open();
    };
    one.meet = () => one.phone.meet().catch((error) => { if (!(error instanceof Unreachable)) throw error; });
    await one.start();
    while (!one.phone.met) await one.meet();
    await one.phone.settle('place', 'square');
    await one.phone.enrol(`Desk ${number}`, 'registrar');
    while (one.phone.unsent > 0) await one.meet();
    await api(base, 'devices/admit', { device: one.phone.device, role: 'registrar' });
    return one;
  }
  async function register(one) {
    const members = Array.from({ length: 1 + Math.floor(chance() * 8) }, () => ({ kind: pick(PEOPLE), category: chance() < 0.05 ? 'stretcher' : chance() < 0.1 ? 'wounded' : 'other', oxygen: chance() < 0.02 }));
    const answer = chance() < 0.85 ? 'yes' : pick(ANSWERS.slice(1, 3));
    // Nobody draws a code that the model has: two phones that never met could, once in 30⁷.
    const draw = () => { for (;;) { const token = one.phone.draw(); if (!model.has(token)) return token; } };
    const made = householdFacts({ members, from: 'Agency', until: 'Agency', place: 'square', to: 'camp', answer, language: 'ar', told: 'as agreed' }, draw);
    await one.phone.say(made.facts);
    tally.statements += made.facts.length;
    model.set(made.party, { answer, members: made.members.map((token, at) => [token, members[at].category]) });
    if (answer === 'yes' && chance() < 0.03) {
      await one.phone.say([{ kind: 'agree', party: made.party, answer: 'withdrawn', destinations: ['camp'], language: 'ar', told: 'as agreed' }]);
      tally.statements += 1;
      model.get(made.party).answer = 'withdrawn';
    }
  }

  const all = [];
  for (let number = 1; number <= phones; number += 1) all.push(await make(number));
  const begun = Date.now();
  for (let n = 0; n < households; n += 1) {
    const one = all[n % phones];
    // The network holds for about fifty households, and is gone for its share of them.
    if (chance() < 0.02 / (one.isOnline ? 1 - offline : offline)) one.isOnline = !one.isOnline;
    await register(one);
    if (chance() < 0.01) { tally.crashes += 1; await one.start(); }
    if (chance() < 0.1) await one.meet();
  }
  const behind = all.reduce((sum, one) => sum + one.phone.unsent, 0);
  for (const one of all) {
    one.isOnline = true;
    for (let n = 0; one.phone.unsent > 0; n += 1) {
      if (n > 200) throw new Error(`phone ${one.number} does not get rid of ${one.phone.unsent}`);
      await one.meet();
    }
  }
  const seconds = (Date.now() - begun) / 1000;
  const wrong = await differences(base, model, tally.statements + 2 * phones);
  await vite.close();
  return { wrong, model, tally, behind, seconds };
}

/** The hub's account against the model. Every phone also asked to join and was admitted. */
async function differences(base, model, statements) {
  const [{ account }, field, health] = await Promise.all([api(base, 'picture'), api(base, 'field'), api(base, 'health')]);
  const wrong = [];
  const same = (what, is, should) => { if (JSON.stringify(is) !== JSON.stringify(should)) wrong.push(`${what}: ${JSON.stringify(is)}, should be ${JSON.stringify(should)}`); };
  const count = (fits) => [...model.values()].filter(fits).reduce((sum, { members }) => {
    for (const [, category] of members) sum[category] += 1;
    return sum;
  }, { stretcher: 0, wounded: 0, other: 0 });
  same('registered', account.registered.persons, count(() => true));
  same('waiting', account.waiting.persons, count(({ answer }) => answer === 'yes'));
  same('declined', account.declined.persons, count(({ answer }) => answer !== 'yes'));
  same('unaccounted', account.unaccounted.total, 0);
  // The console asked to join too, once.
  same('statements', health.statements, statements + 1);
  same('parties', field.parties.length, model.size);
  const answers = ['yes', 'declined', 'stays', 'withdrawn'];
  for (const [party, , answer, , , , members] of field.parties) {
    const said = model.get(party);
    same(party, [answers[answer], members.map(([token, category]) => [token, ['stretcher', 'wounded', 'other'][category]]).sort()], said && [said.answer, [...said.members].sort()]);
    if (wrong.length > 9) break;
  }
  return wrong;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { HOUSEHOLDS = '5000', PHONES = '20', OFFLINE = '0.3', SEED = '1' } = process.env;
  const { base, down } = await town({ people: 20 });
  try {
    const { wrong, model, tally, behind, seconds } = await crowd(base, { households: Number(HOUSEHOLDS), phones: Number(PHONES), offline: Number(OFFLINE), seed: Number(SEED) });
    const persons = [...model.values()].reduce((sum, { members }) => sum + members.length, 0);
    console.log(`${model.size} households, ${persons} persons, ${tally.statements} statements on ${PHONES} phones in ${seconds.toFixed(1)} s; ${behind} unsent when the last was registered`);
    console.log(`${tally.requests} requests: ${tally.cut} found no network, ${tally.lost} answers were lost; ${tally.crashes} crashes`);
    console.log(wrong.length ? wrong.join('\n') : 'equal');
    process.exitCode = wrong.length ? 1 : 0;
  } finally {
    await down();
  }
  process.exit();
}
