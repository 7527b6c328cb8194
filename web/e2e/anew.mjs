// Planning anew in the browser: from the matter that asks for it, over what would change, to the plan in
// force; and the drill goes on by it.

import { check, eventually, textOf } from './harness.mjs';

const page_ = (page) => page.getByTestId('anew');
const state = (page) => page_(page).getAttribute('data-state');
const picture = (page) => page.evaluate(() => fetch('/api/v1/picture').then((r) => r.json()));

/** Leaves a proposal to look at, whatever there was before. */
export async function propose(page, base) {
  await page.goto(`${base}/#/plan/anew`);
  await page_(page).waitFor();
  const begin = page.getByTestId('anew-begin');
  await eventually(async () => (await state(page)) === 'ready' || (await begin.isVisible()), 'how it stands', 15_000);
  if ((await state(page)) === 'ready') return;
  await begin.click();
  await eventually(async () => (await state(page)) === 'ready', 'a proposal', 60_000);
}

export async function anew(page, base, clock) {
  await check('what breaks the plan asks for a new one, and leads there', async () => {
    await page.goto(`${base}/#/now`);
    await clock(page, { paused: false, speed: 600 });
    await eventually(async () => {
      const kinds = (await picture(page)).attention.map((item) => item.kind);
      return kinds.includes('breakdown') || kinds.includes('suspended');
    }, 'a vehicle breaks down or the corridor is suspended', 150_000);
    await clock(page, { speed: 60 });
    await page.getByTestId('anew-link').first().click();
    await page_(page).waitFor();
    if (!page.url().endsWith('#/plan/anew')) throw new Error(page.url());
  });
  await check('a long search shows how far it is and stops when it is told to; the clock stands meanwhile', async () => {
    await page_(page).locator('select').first().selectOption('30');
    await page.getByTestId('anew-begin').click();
    await page.getByTestId('anew-stop').waitFor();
    await eventually(async () => /Value [\d,]+, bound/.test(await textOf(page_(page))), 'value and bound are shown', 25_000);
    if (!(await picture(page)).clock.paused) throw new Error('the drill runs on while somebody decides');
    await page.getByTestId('anew-stop').click();
    await eventually(async () => (await state(page)) === 'ready', 'a proposal', 20_000);
  });
  await check('a proposal says what changes, in people and in minutes, and what was assumed', async () => {
    const text = await textOf(page_(page));
    for (const said of [/told (a|another) (new )?departure|changes nothing/, /No plan can go below/, /Convoys: \d+ of \d+ change/, /What was taken for so/])
      if (!said.test(text)) throw new Error(`the page lacks ${said}: ${text.slice(0, 600)}`);
    if (/anew-|assume-|fate-|\{|\}|NaN|undefined/.test(text)) throw new Error(`a raw message: ${text}`);
    if (!(await page.locator('[data-testid="anew-assumptions"] li').count())) throw new Error('nothing was assumed, although something is broken');
    const shown = await page.evaluate(() => fetch('/api/v1/replan').then((r) => r.json()));
    const changed = shown.proposal.convoys.filter((row) => row.changes).length;
    if ((await page.locator('[data-testid="anew-convoys"] tbody tr').count()) !== changed) throw new Error('not every convoy that changes is shown, or others are');
  });
  await check('discarded, nothing has changed', async () => {
    const before = (await picture(page)).plan;
    await page.getByTestId('anew-discard').click();
    await page.getByTestId('anew-begin').waitFor();
    if ((await picture(page)).plan !== before) throw new Error('the plan changed');
  });
  await check('accepted with the keyboard, the new plan is in force and the drill goes on by it', async () => {
    const before = await picture(page);
    await page_(page).locator('select').first().selectOption({ index: 0 });
    await page.getByTestId('anew-begin').focus();
    await page.keyboard.press('Enter');
    await eventually(async () => (await state(page)) === 'ready', 'a proposal', 30_000);
    const after = await page.evaluate(() => fetch('/api/v1/replan').then((r) => r.json()).then((r) => r.proposal.after));
    await page.getByTestId('anew-accept').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('anew-accepted').waitFor({ timeout: 15_000 });
    const now = await picture(page);
    if (now.plan === before.plan) throw new Error('the old plan is still in force');
    if (now.account.registered.total !== before.account.registered.total) throw new Error('a plan changed the account');
    const plan = await page.evaluate(() => fetch('/api/v1/plan').then((r) => r.json()));
    if (plan.delivered !== after.delivered) throw new Error(`the plan delivers ${plan.delivered}, proposed were ${after.delivered}`);
    await page.goto(`${base}/#/plan`);
    await page.locator('[data-testid="plan-convoys"] tbody tr').first().waitFor();
    await eventually(async () => (await page.locator('[data-testid="plan-convoys"] tbody tr').count()) === plan.convoys.length, 'the page shows the new plan’s convoys', 15_000);
    await clock(page, { paused: false, speed: 1200 });
    await eventually(async () => (await picture(page)).account.out.total > now.account.out.total, 'more people get out under the new plan', 120_000);
    await clock(page, { paused: true });
    if (!(await picture(page)).account.balances) throw new Error('the balance is open');
  });
}
