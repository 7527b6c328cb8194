// A film for Chromium's fake camera: a QR code held before it, a little grey and not in the middle.

import { writeFileSync } from 'node:fs';
import { encode } from 'uqr';

export function film(path, text) {
  const [width, height, scale] = [640, 480, 9];
  const { data } = encode(text, { ecc: 'M', border: 4 });
  const luma = Buffer.alloc(width * height, 190);
  const [left, top] = [150, Math.floor((height - data.length * scale) / 2)];
  data.forEach((row, y) => row.forEach((black, x) => {
    for (let dy = 0; dy < scale; dy += 1) luma.fill(black ? 35 : 220, (top + y * scale + dy) * width + left + x * scale, (top + y * scale + dy) * width + left + (x + 1) * scale);
  }));
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)]);
  writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame, frame]));
}
