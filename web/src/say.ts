// Words in the reader's own language and digits: the pure functions of i18n and format bound to the
// chosen settings and to the operation's zone. Reading `settings` makes callers redraw on a change.

import { persons } from './balance';
import type { Persons } from './api';
import type { Words } from './attention';
import * as format from './format';
import { has, tag, translate, type Args } from './i18n/bundle';
import { now, settings, view } from './state.svelte';

const UTC: format.Zone = { timezone: 'UTC', start_unix_s: 0 };
const locale = () => tag(settings.lang, settings.numerals);
const zone = (): format.Zone => view.operation ?? UTC;

export function t(key: string, args?: Args): string {
  return translate(settings.lang, settings.numerals, key, args);
}
/** A message by a value of the server's, or the value itself where this page does not know it yet. */
export function known(prefix: string, value: string): string {
  const key = `${prefix}-${value}`;
  return has(settings.lang, key) ? t(key) : value;
}
/** From here to there, the way that is read. */
export const arrow = () => (settings.lang === 'ar' ? '←' : '→');
export const num = (value: number, digits = 0) => format.number(locale(), value, digits);
export const pct = (share: number) => format.percent(locale(), share);
export const moment = (at: number) => format.moment(locale(), zone(), at, now());
export const clock = (at: number, seconds = false) =>
  format.clockOf(locale(), zone().timezone, (zone().start_unix_s + at) * 1000, seconds);
export const utc = (at: number) => format.clockOf(locale(), 'UTC', (zone().start_unix_s + at) * 1000);
export const day = (at: number) => format.day(locale(), zone(), at);
/** A time by this machine's own clock: for the connection, which is no matter of the operation. */
export const wallClock = (unixMs: number) =>
  format.clockOf(locale(), Intl.DateTimeFormat().resolvedOptions().timeZone, unixMs);
/** The day and the time of day here, for what ends on another day. */
export const wallDay = (unixMs: number) =>
  new Intl.DateTimeFormat(locale(), { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(unixMs));
export const countdown = (seconds: number) => format.countdown(locale(), seconds);
export function span(seconds: number): string {
  const { key, args } = format.durationParts(seconds);
  return t(key, args);
}
export function placeName(id: string): string {
  const name = view.operation?.places.find((place) => place.id === id)?.name ?? {};
  // Where a vehicle broke down on the road: the place has no name but the trip’s.
  if (id.startsWith('road-') && Object.keys(name).length === 0) return t('place-roadside', { trip: id.slice(5) });
  return name[settings.lang] ?? name.en ?? Object.values(name)[0] ?? id;
}
/** `12 stretcher · 30 wounded · 400 other`, only those there are. */
export function who(p: Persons): string {
  if (persons(p) === 0) return num(0);
  const parts = (['stretcher', 'wounded', 'other'] as const).filter((category) => p[category] > 0);
  return parts.map((category) => t(`count-${category}`, { n: p[category] })).join(' · ');
}
export const words: Words = { say: t, has: (key) => has(settings.lang, key), place: placeName, moment, span };
