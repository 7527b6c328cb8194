import { chromium } from 'playwright-core';
const base = process.env.BASE ?? 'http://127.0.0.1:8090';
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS, headless: true });
const shots = process.argv.slice(2); // lang,theme,WxH,route,name[,full]
for (const s of shots) {
  const [lang, theme, size, route, name, full] = s.split(',');
  const [width, height] = size.split('x').map(Number);
  const c = await b.newContext({ viewport: { width, height }, hasTouch: width < 500, isMobile: width < 500 });
  await c.addInitScript(([l, t]) => { localStorage.setItem('corridor.lang', l); localStorage.setItem('corridor.theme', t); if (l === 'ar' && t === 'night') localStorage.setItem('corridor.numerals', 'arab'); }, [lang, theme]);
  const p = await c.newPage();
  p.on('console', (m) => console.log(name, m.type(), m.text().slice(0, 300)));
  p.on('pageerror', (e) => console.log(name, 'ERR', e.message));
  await p.goto(base + '/#/' + route); await p.waitForTimeout(3500);
  if (full === 'fig') { await p.locator('[data-testid=account] .figure.big').nth(2).click(); await p.waitForTimeout(800); }
  if (full === 'nogl') {}
  await p.screenshot({ path: `test-output/${name}.png`, fullPage: full === 'full' });
  const over = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) console.log(name, 'OVERFLOW', over);
  await c.close();
}
await b.close();
