// Fails the build where a message is missing in a language, or is in one that English lacks: what is read at night in
// the rain is in the reader's own language, or there is no page.

import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../src/i18n/', import.meta.url);
const LANGS = ['en', 'ar', 'fr'];
const problems = [];
const areas = new Set(LANGS.flatMap((lang) => readdirSync(new URL(`${lang}/`, folder))));
for (const area of [...areas].sort()) {
  const keys = Object.fromEntries(LANGS.map((lang) => [lang, keysOf(lang, area)]));
  for (const lang of LANGS) {
    for (const other of LANGS) for (const key of keys[other]) if (!keys[lang].has(key)) problems.push(`${lang}/${area} lacks ${key}, which ${other} has`);
  }
}
if (problems.length) {
  console.error(`${[...new Set(problems)].join('\n')}\nWrite each message in all of ${LANGS.join(', ')} (web/src/i18n).`);
  process.exit(1);
}

function keysOf(lang, area) {
  let text = '';
  try {
    text = readFileSync(new URL(`${lang}/${area}`, folder), 'utf8');
  } catch {
    problems.push(`${lang}/${area} is missing`);
  }
  const found = [...text.matchAll(/^([a-z][\w-]*) *=[ \t]*(.*(?:\n[ \t}].*)*)/gm)];
  for (const [, key, body] of found) if (body.trim() === '') problems.push(`${lang}/${area}: ${key} is empty`);
  return new Set(found.map(([, key]) => key));
}
