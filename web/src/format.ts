// Numbers, moments and durations as a reader of the chosen language expects them. Pure: every
// function gets its locale; the console's own choice is bound in say.ts.
//
// A moment is whole seconds after the operation's start, shown in the operation's zone.

/** What a moment needs to become a time of day. */
export interface Zone {
  timezone: string; // IANA
  start_unix_s: number;
}

const numberForms = new Map<string, Intl.NumberFormat>();
function numberForm(tag: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = tag + JSON.stringify(options);
  let form = numberForms.get(key);
  if (!form) numberForms.set(key, (form = new Intl.NumberFormat(tag, options)));
  return form;
}
const dateForms = new Map<string, Intl.DateTimeFormat>();
function dateForm(tag: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag + timeZone + JSON.stringify(options);
  let form = dateForms.get(key);
  if (!form) dateForms.set(key, (form = new Intl.DateTimeFormat(tag, { ...options, timeZone })));
  return form;
}

export function number(tag: string, value: number, digits = 0): string {
  return numberForm(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}
export function percent(tag: string, share: number): string {
  return numberForm(tag, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(share);
}

const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** `17:05` in a zone, from milliseconds since 1970. */
export function clockOf(tag: string, timezone: string, unixMs: number, seconds = false): string {
  return dateForm(tag, timezone, seconds ? { ...CLOCK, second: '2-digit' } : CLOCK).format(unixMs);
}
/** `Thu 15, 17:05`, or only `17:05` on the day of `now`. */
export function moment(tag: string, zone: Zone, at: number, now: number): string {
  const ms = (m: number) => (zone.start_unix_s + m) * 1000;
  const time = clockOf(tag, zone.timezone, ms(at));
  return sameDay(zone, at, now) ? time : `${day(tag, zone, at)} ${time}`;
}
/** `Thu 15`. */
export function day(tag: string, zone: Zone, at: number): string {
  const unixMs = (zone.start_unix_s + at) * 1000;
  const weekday = dateForm(tag, zone.timezone, { weekday: 'short' }).format(unixMs);
  return `${weekday} ${number(tag, dayOfMonth(zone.timezone, unixMs))}`;
}
function dayOfMonth(timezone: string, unixMs: number): number {
  return Number(dateForm('en-u-nu-latn', timezone, { day: 'numeric' }).format(unixMs));
}
export function sameDay(zone: Zone, a: number, b: number): boolean {
  const date = (m: number) =>
    dateForm('en-CA', zone.timezone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format((zone.start_unix_s + m) * 1000);
  return date(a) === date(b);
}
/** Seconds that the zone's clock is ahead of UTC at a moment. */
export function zoneOffset(zone: Zone, at: number): number {
  const unixMs = (zone.start_unix_s + at) * 1000;
  const parts = dateForm('en-u-nu-latn', zone.timezone, {
    year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23',
  }).formatToParts(unixMs);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value ?? 0);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((local - Math.floor(unixMs / 1000) * 1000) / 1000);
}

/** `0:12:05`, for countdowns. Never negative: say "due" in words instead. */
export function countdown(tag: string, seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  const two = (n: number) => numberForm(tag, { minimumIntegerDigits: 2, useGrouping: false }).format(n);
  return `${number(tag, Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

/** Which message says a duration, with its values: under a minute in seconds, under two days in hours and minutes. */
export function durationParts(seconds: number): { key: 'span-s' | 'span-min' | 'span-h' | 'span-h-min' | 'span-d-h'; args: Record<string, number> } {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return { key: 'span-s', args: { s } };
  const min = Math.round(s / 60);
  if (min < 60) return { key: 'span-min', args: { min } };
  const h = Math.floor(min / 60);
  if (h >= 48) return { key: 'span-d-h', args: { d: Math.floor(h / 24), h: h % 24 } };
  return min % 60 === 0 ? { key: 'span-h', args: { h } } : { key: 'span-h-min', args: { h, min: min % 60 } };
}
