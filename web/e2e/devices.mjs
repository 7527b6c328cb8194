// The devices page in a running drill: everybody is enrolled by the drill's root, a stranger waits in
// quarantine until the words are compared and it is admitted, the console shows its own code.

import { check, eventually, textOf } from './harness.mjs';

export async function devices(page, base) {
  await check('the devices page says who may speak, and how far each is sealed', async () => {
    await page.goto(`${base}/#/devices`);
    await page.getByTestId('devices').waitFor();
    const states = page.getByTestId('device-state');
    await eventually(async () => (await states.count()) > 3, 'the devices are listed');
    const asking = await page.locator('[data-testid="device-state"][data-state="asks"]').count();
    if (asking) throw new Error(`${asking} of the drill's own devices are not enrolled`);
    await page.evaluate(() => fetch('/api/v1/seals/now', { method: 'POST' }));
    await page.reload();
    await eventually(async () => /up to \d/.test(await textOf(page.getByTestId('devices'))), 'a log is sealed');
    if (!/Nothing is in quarantine/.test(await textOf(page.getByTestId('quarantine')))) throw new Error('something is in quarantine');
  });
  await check('a device is admitted once its words were compared', async () => {
    await page.locator('tr[data-row] button').first().click();
    const words = await page.getByTestId('device-words').locator('b').allInnerTexts();
    if (words.length !== 6 || words.some((word) => !/^([bcdfhjklmnrstwyz]h?[aiu]){2}$/.test(word))) throw new Error(`the words are ${words}`);
    await page.getByTestId('device-admit').click();
    await page.getByTestId('device-panel').waitFor({ state: 'detached' });
    if (await page.getByTestId('devices-trouble').count()) throw new Error(await textOf(page.getByTestId('devices-trouble')));
  });
  await check('the console shows its own code to another hub', async () => {
    await page.getByTestId('devices').locator('button[aria-expanded]').last().click();
    const image = page.getByTestId('own').locator('img');
    await image.waitFor();
    await eventually(() => image.evaluate((img) => img.naturalWidth > 100), 'the code is drawn');
  });
}
