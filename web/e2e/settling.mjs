// People, tickets, reconciliation, duplicates, paper and trust in a running drill: everything that is decided on
// these pages becomes a statement, and is refused with its reasons where it must be.

import { check, eventually, textOf } from './harness.mjs';

/** Asks the server from here: a refusal that is expected is no fault of the page. */
let at = '';
const api = async (_, path, body) => {
  const init = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${at}/api/v1/${path}`, init ?? undefined);
  return { status: response.status, json: await response.json().catch(() => null) };
};
/** Whether anybody still waits without having been called: at the end of a drill nobody may. */
const waits = async () => {
  const { counts } = (await api(null, 'tickets')).json;
  return (counts.new?.parties ?? 0) + (counts.kept?.parties ?? 0) > 2;
};

export async function settling(page, base) {
  at = base;
  await check('everybody who waits gets a ticket, and its code is checked', async () => {
    await page.goto(`${base}/#/people/tickets`);
    await page.getByTestId('tickets-issue').waitFor();
    if (!(await waits())) return;
    const before = (await api(page, 'tickets')).json.counts.new?.parties ?? 0;
    if (before > 0) {
      await page.getByTestId('tickets-issue').click();
      // They are signed in turns, and some are called meanwhile: nearly all, before the list is looked at.
      const due = async () => (await api(page, 'tickets')).json.counts.new?.parties ?? 0;
      await eventually(async () => (await due()) * 10 <= before, 'tickets are signed', 60_000);
    }
    await page.reload();
    await page.getByTestId('ticket-show').first().click();
    const image = page.getByTestId('ticket').locator('img');
    await eventually(() => image.evaluate((img) => img.naturalWidth > 100), 'the code is drawn');
    const code = (await page.getByTestId('ticket').locator('.code').innerText()).trim();
    await page.getByTestId('check-code').fill(code);
    await page.getByTestId('check-code').press('Enter');
    await page.getByTestId('check-verdict').waitFor();
    if (!/Good/.test(await textOf(page.getByTestId('check-verdict')))) throw new Error(await textOf(page.getByTestId('check-verdict')));
  });
  await check('a party is found by its code, with its ticket', async () => {
    if (!(await waits())) return;
    const { json } = await api(page, 'tickets');
    const party = json.rows.find((row) => row.held)?.party;
    await page.goto(`${base}/#/people`);
    await page.getByTestId('people-q').fill(party);
    await page.getByTestId('people-q').press('Enter');
    await page.getByTestId('people-found').waitFor();
    if (!(await textOf(page.getByTestId('people-found'))).includes(party)) throw new Error('the party is not shown');
  });
  await check('a convoy with somebody missing is not closed, and every reason is told', async () => {
    await page.goto(`${base}/#/convoys/reconcile`);
    await page.getByTestId('reconcile').locator('h2').first().waitFor();
    const open = page.locator('[data-testid="closing"][data-settled="false"]').first();
    if (await open.count()) {
      const convoy = await open.getAttribute('data-convoy');
      const refused = await api(page, 'reconciliation/close', { convoy });
      if (refused.status !== 409 || refused.json.error.what.length < 10) throw new Error(`${convoy}: ${JSON.stringify(refused)}`);
    }
    const { json } = await api(page, 'reconciliation');
    const sides = (trip) => ['boarded', 'born', 'unlisted'].reduce((n, t) => n + trip[t].value, 0) -
      ['received', 'handed_over', 'removed', 'left', 'died', 'aboard', 'unaccounted'].reduce((n, t) => n + trip[t].value, 0);
    const wrong = json.convoys.flatMap((convoy) => convoy.trips).filter((trip) => sides(trip) !== 0);
    if (wrong.length) throw new Error(`${wrong[0].trip} does not add up`);
    const settled = page.locator('[data-testid="closing"][data-settled="true"]').first();
    if (await settled.count()) {
      const id = await settled.getAttribute('data-convoy');
      await settled.getByTestId('close').click();
      await eventually(async () => (await textOf(page.getByTestId('reconcile'))).includes(id) && (await page.getByTestId('closed').count()) > 0, 'it is closed');
    }
  });
  await check('two parties that somebody suspects stand side by side and are joined by a decision only', async () => {
    const rows = (await api(page, 'tickets')).json.rows;
    if (rows.length < 2) return;
    const [a, b] = rows.slice(0, 2).map((row) => row.party);
    const registered = async () => (await api(page, 'picture')).json.account.registered.total;
    const before = await registered();
    const suspected = await api(page, 'twins', { parties: [a, b], likeness: 'suspected', why: 'names agree (0.94)' });
    if (suspected.status !== 200) throw new Error(JSON.stringify(suspected.json));
    if ((await registered()) !== before) throw new Error('a suspicion changed the account');
    await page.goto(`${base}/#/people/twins`);
    await page.getByTestId('twin').first().waitFor();
    await page.getByTestId('twins-why').fill('asked them at the gate');
    const joined = await page.getByTestId('twin').first().locator('input[type=checkbox]:checked').count();
    await page.getByTestId('twins-same').first().click();
    await eventually(async () => (await registered()) === before - joined, `${joined} persons count once`);
  });
  await check('sheets are printed as PDF in three languages, and what was written is entered as second-hand', async () => {
    for (const kind of ['cards', 'manifest', 'tally', 'tickets'])
      for (const lang of ['ar', 'en', 'fr']) {
        const answer = await page.evaluate(async ([kind, lang]) => {
          const response = await fetch(`/api/v1/paper/${kind}?lang=${lang}`);
          const bytes = new Uint8Array(await response.arrayBuffer());
          return { status: response.status, head: String.fromCharCode(...bytes.slice(0, 5)), size: bytes.length };
        }, [kind, lang]);
        if (answer.status !== 200 || answer.head !== '%PDF-' || answer.size < 1000) throw new Error(`${kind} ${lang}: ${JSON.stringify(answer)}`);
      }
    const trip = (await api(page, 'reconciliation')).json.convoys[0]?.trips[0]?.trip ?? 'bus-1.1';
    await page.goto(`${base}/#/people/paper`);
    await page.getByTestId('sheet').fill('T0001');
    await page.getByTestId('sheet-by').fill('Gate, by hand');
    await page.getByTestId('line-kind').selectOption('headcount');
    await page.getByTestId('line-place').selectOption({ index: 1 });
    await page.getByTestId('line-trip').fill(trip);
    await page.getByTestId('line-count').fill('7');
    await page.getByTestId('line-add').click();
    await page.getByTestId('sheet-enter').click();
    await page.getByTestId('entered').waitFor();
    const said = (await api(page, `statements?kind=headcount&trip=${trip}&limit=500`)).json.statements;
    if (!said.some((row) => row.values.sheet === 'T0001' && row.values.written_by === 'Gate, by hand')) throw new Error('it does not say that it is second-hand');
  });
  await check('the trust page says how it stands', async () => {
    await page.goto(`${base}/#/trust`);
    await page.getByTestId('trust').waitFor();
    await page.getByTestId('trust-plain').waitFor();
  });
}
