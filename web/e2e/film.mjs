// What a camera is made to see: pictures taken from a page, as a film for Chromium's fake camera.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserArgs, close, watched } from './harness.mjs';

const SIDE = 720;

/** Every picture of the row that is shown, in the order in which they come: from any moment on, until all were seen. */
export async function filmed(page) {
  const total = Number(/of (\d+)/.exec(await plain(page.getByTestId('show-progress')))?.[1]);
  if (!(total >= 1)) throw new Error(`the pictures are ${await plain(page.getByTestId('show-progress'))}`);
  await page.getByTestId('show-pause').click();
  const [seen, film] = [new Set(), []];
  // A round shows each once; begun within one, all were seen by the end of the next.
  for (let ix = 0; ix < 2 * total && seen.size < total; ix += 1) {
    seen.add(/Picture (\d+)/.exec(await plain(page.getByTestId('show-progress')))?.[1]);
    film.push(await pixels(page.getByTestId('show-picture')));
    await page.getByTestId('show-next').click();
  }
  if (seen.size !== total) throw new Error(`${seen.size} of ${total} pictures were shown`);
  return film;
}

/** An element's picture, a canvas or an image: its grey values in a square. */
export function pixels(locator) {
  return locator.evaluate((element, side) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
    const context = canvas.getContext('2d');
    context.imageSmoothingEnabled = false;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, side, side);
    context.drawImage(element, 0, 0, side, side);
    const { data } = context.getImageData(0, 0, side, side);
    let text = '';
    for (let at = 0; at < data.length; at += 4) text += data[at] < 128 ? '1' : '0';
    return text;
  }, 582);
}

/** Runs `what` on a page whose camera sees this film, `fps` pictures a second, round and round. */
export async function before(film, base, { fps = 5, viewport = { width: 360, height: 740 }, lang = 'en' } = {}, what) {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-film-'));
  const file = join(folder, 'film.y4m');
  writeFileSync(file, y4m(film, fps));
  const fake = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...browserArgs(), ...fake] });
  try {
    const { page, trouble } = await watched(browser, viewport, base, { lang });
    await what(page);
    trouble.none();
  } finally {
    await close(browser);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A film of them in grey, each a little off the middle, as a hand holds it. */
function y4m(film, fps) {
  const parts = [Buffer.from(`YUV4MPEG2 W${SIDE} H${SIDE} F${fps}:1 Ip A1:1 C420\n`)];
  film.forEach((picture, number) => {
    const side = Math.sqrt(picture.length);
    const [grey, off] = [Buffer.alloc(SIDE * SIDE, 190), 40 + 7 * (number % 5)];
    for (let y = 0; y < side; y += 1)
      for (let x = 0; x < side; x += 1) grey[(off + y) * SIDE + off + x] = picture[y * side + x] === '1' ? 40 : 210;
    parts.push(Buffer.from('FRAME\n'), grey, Buffer.alloc(SIDE * SIDE / 2, 128));
  });
  return Buffer.concat(parts);
}

async function plain(locator) {
  return (await locator.innerText()).replace(/[\u2066-\u2069]/g, '');
}
