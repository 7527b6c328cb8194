// The words of the field pages. Only the language in use is loaded; a phone keeps the others for later.

import { FluentBundle, FluentResource } from '@fluent/bundle';

export const LANGS = ['en', 'ar', 'fr'] as const;
export type Lang = (typeof LANGS)[number];
const FILES = import.meta.glob<string>('../i18n/*/field.ftl', { query: '?raw', import: 'default' });
const REGION: Record<Lang, string> = { en: 'en-GB', ar: 'ar-u-nu-latn', fr: 'fr-FR' };
const KEY = 'corridor.lang';

let bundle = $state.raw<FluentBundle | null>(null);
export const words = $state<{ lang: Lang }>({ lang: first() });

function first(): Lang {
  const kept = localStorage.getItem(KEY) ?? navigator.language.slice(0, 2);
  return LANGS.find((lang) => lang === kept) ?? 'en';
}
export async function speak(lang: Lang): Promise<void> {
  const text = await FILES[`../i18n/${lang}/field.ftl`]!();
  const made = new FluentBundle(REGION[lang]);
  made.addResource(new FluentResource(text));
  bundle = made;
  words.lang = lang;
  localStorage.setItem(KEY, lang);
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === 'ar' ? 'rtl' : 'ltr';
}
/** The message; the key itself where there is none, so that a gap is seen. */
export function t(key: string, args?: Record<string, string | number>): string {
  const message = bundle?.getMessage(key);
  return message?.value ? bundle!.formatPattern(message.value, args) : key;
}
const formats = new Map<string, Intl.NumberFormat>();
/** A number in the reader's digits. Made once: making one takes a slow phone longer than a row of the list. */
export function num(value: number): string {
  const locale = REGION[words.lang];
  let format = formats.get(locale);
  if (!format) formats.set(locale, (format = new Intl.NumberFormat(locale)));
  return format.format(value);
}
export function clock(unixMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat(REGION[words.lang], { hour: '2-digit', minute: '2-digit', timeZone, hourCycle: 'h23' }).format(unixMs);
}
