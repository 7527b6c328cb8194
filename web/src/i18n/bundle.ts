// Messages in the languages of the console, from Fluent files: `LANG/AREA.ftl`, the same areas in
// every language. Pure: which language is chosen is the state's (state.svelte.ts).
//
// Values are wrapped in Unicode isolates (FSI … PDI), so that a Latin vehicle name inside an Arabic
// sentence, or the reverse, never pulls its neighbours out of order.

import { FluentBundle, FluentResource } from '@fluent/bundle';

export const LANGS = ['en', 'ar', 'fr'] as const;
export type Lang = (typeof LANGS)[number];
/** Which digits: `latn` is 0–9, `arab` is ٠–٩. */
export type Numerals = 'latn' | 'arab';
export type Args = Record<string, string | number>;

const FILES = import.meta.glob<string>('./*/*.ftl', { query: '?raw', import: 'default', eager: true });
/** Everything written in a language, its areas one after another. */
export const FTL: Record<Lang, string> = { en: written('en'), ar: written('ar'), fr: written('fr') };
function written(lang: Lang): string {
  return Object.keys(FILES).filter((path) => path.startsWith(`./${lang}/`)).sort().map((path) => FILES[path]).join('\n');
}
const REGION: Record<Lang, string> = { en: 'en-GB', ar: 'ar', fr: 'fr' };

/** The BCP 47 tag for Intl, digits included. */
export function tag(lang: Lang, numerals: Numerals): string {
  return `${REGION[lang]}-u-nu-${lang === 'ar' ? numerals : 'latn'}`;
}
export function direction(lang: Lang): 'ltr' | 'rtl' {
  return lang === 'ar' ? 'rtl' : 'ltr';
}

const bundles = new Map<string, FluentBundle>();
function bundle(lang: Lang, numerals: Numerals): FluentBundle {
  const locale = tag(lang, numerals);
  let found = bundles.get(locale);
  if (!found) {
    found = new FluentBundle(locale);
    found.addResource(new FluentResource(FTL[lang]));
    bundles.set(locale, found);
  }
  return found;
}

/** Whether there is such a message: for values from the server that may be newer than this page. */
export function has(lang: Lang, key: string): boolean {
  return bundle(lang, 'latn').hasMessage(key);
}

/** The message in words; the key itself where there is none, so that a gap is seen and reported. */
export function translate(lang: Lang, numerals: Numerals, key: string, args?: Args): string {
  const messages = bundle(lang, numerals);
  const message = messages.getMessage(key);
  if (!message?.value) return key;
  const wrong: Error[] = [];
  const text = messages.formatPattern(message.value, args, wrong);
  if (wrong.length) console.error(`message ${key}: ${wrong.map((e) => e.message).join('; ')}`);
  return text;
}
