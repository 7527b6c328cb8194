// Claims and reports in a running drill: a report is pasted, its proposals stand beside their words, one is
// edited and accepted, one refused; the accepted one stands against the count, and a second claimant of the
// same figure is named as a contradiction.

import { check, eventually, textOf } from './harness.mjs';

const REPORT = `ALEPPO, Dec 15 (Reuters) - A regime source said that 951 evacuees, including 108 wounded, had left by 1200 GMT. State media and a nurse
at the crossing said four people were shot at as they waited.

A rebel official told Reuters that 1,400 evacuees had left.`;

export async function claims(page, base) {
  await check('a report is read: every proposal stands beside its words, and nothing is entered', async () => {
    await page.goto(`${base}/#/watch/intake`);
    await page.getByTestId('report').fill(REPORT);
    await page.getByTestId('report-source').fill('a wire, invented');
    await page.getByTestId('report-date').fill('2016-12-15');
    await page.getByTestId('read').click();
    await page.getByTestId('proposal').first().waitFor();
    const count = await page.getByTestId('proposal').count();
    if (count !== 4) throw new Error(`${count} claims are proposed`);
    if ((await page.getByTestId('proposed-incident').count()) !== 1) throw new Error('the shooting is not proposed');
    const marked = await page.getByTestId('marked').locator('mark').allInnerTexts();
    if (!marked.join(' ').includes('951 evacuees')) throw new Error(`marked is: ${marked}`);
    const entered = await page.evaluate(async () => (await (await fetch('/api/v1/claims')).json()).figures.flatMap((f) => f.claims).filter((c) => c.source === 'a wire, invented').length);
    if (entered) throw new Error('something was entered by itself');
  });
  await check('a person accepts, edits and refuses', async () => {
    const rows = page.getByTestId('proposal');
    await rows.nth(0).getByTestId('accept').click();
    await eventually(async () => (await rows.nth(0).getAttribute('data-state')) === 'accepted', 'the first is entered');
    await rows.nth(1).getByTestId('refuse').click();
    await rows.nth(2).getByTestId('refuse').click();
    await rows.nth(3).getByTestId('edit').click();
    await rows.nth(3).locator('[data-field="scope"]').fill('evacuated');
    await rows.nth(3).locator('[data-field="as_of"]').fill('2016-12-15');
    await rows.nth(3).getByTestId('reliability').selectOption('D');
    await rows.nth(3).getByTestId('credibility').selectOption('4');
    await rows.nth(3).getByTestId('accept').click();
    await eventually(async () => (await rows.nth(3).getAttribute('data-state')) === 'accepted', 'the edited one is entered');
    const incident = page.getByTestId('proposed-incident').first();
    await incident.getByTestId('reliability').selectOption('C');
    await incident.getByTestId('credibility').selectOption('3');
    await incident.getByTestId('accept').click();
    await eventually(async () => (await incident.getAttribute('data-state')) === 'accepted', 'the incident is entered');
    if (await page.getByTestId('reading-trouble').count()) throw new Error(await textOf(page.getByTestId('reading-trouble')));
    const watched = await page.evaluate(async () => (await (await fetch('/api/v1/watch')).json()).incidents.find((row) => row.incident.source.includes('a wire, invented')));
    if (!watched || watched.incident.kind !== 'shot_at' || watched.incident.credibility !== 3) throw new Error(`the watch has ${JSON.stringify(watched)}`);
  });
  await check('what was accepted stands against the count, and the contradiction is named', async () => {
    await page.goto(`${base}/#/watch/claims`);
    const out = page.locator('[data-figure-name="people_out"]');
    await eventually(async () => /regime source/.test(await textOf(out)) && /D4/.test(await textOf(out)), 'both claims are listed with their grades');
    if (!/counted/.test(await textOf(out))) throw new Error('our own count does not stand beside them');
    await eventually(async () => (await page.getByTestId('clash').allInnerTexts()).some((text) => /rebel official/.test(text)), 'the contradiction is named');
    await out.getByTestId('claim-link').first().click();
    await page.getByTestId('claim-link-kind').selectOption('supersedes');
    await out.getByTestId('claim-link-here').first().click();
    await eventually(async () => /replaced by/.test(await textOf(out)) && (await out.locator('tr.old').count()) >= 1, 'the link shows, and what is replaced is struck out');
    await out.locator('[data-testid="claim"] .n [data-figure]').last().click();
    await eventually(async () => /951|1,400|claim/i.test(await textOf(page.getByRole('dialog').or(page.locator('aside')).first())), 'a figure opens its sources');
    await page.keyboard.press('Escape');
  });
}
