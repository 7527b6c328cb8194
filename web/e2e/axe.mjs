// What axe has against a page, for whoever cannot see it: serious faults only.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One line a fault. */
export async function faults(page) {
  // The page's own policy lets no script in; axe comes by the debugger.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.map((fault) => `${fault.id}: ${fault.nodes.slice(0, 2).map((node) => node.html.slice(0, 140)).join(' | ')}`);
}
