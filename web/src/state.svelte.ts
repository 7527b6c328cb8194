// Everything that the console remembers while it is open, in one place. Components read `view` and
// `settings` and call the functions below; they keep to themselves only what nobody else can see
// (a scroll position, the text in a search box).
//
// Never here: words (say.ts), requests (client.ts), the stream (live.ts), or anything computed from
// the picture that a statement does not stand behind.

import type { Operation, Picture, Plan, Replan } from './api';
import { begin, connection, operationNow, type Connection, type Heard } from './connection';
import { LANGS, direction, type Lang, type Numerals } from './i18n/bundle';
import { parse, type Route } from './route';

/** An open panel of sources: which figure, what it is called, and what gets the focus back. */
export interface OpenSources {
  figure: string;
  label: string;
  opener: HTMLElement | null;
}

class View {
  /** What the server says. Null: not heard yet. Replaced whole, never changed in part. */
  operation = $state.raw<Operation | null>(null);
  plan = $state.raw<Plan | null>(null);
  picture = $state.raw<Picture | null>(null);
  /** The search for a new plan, or what is proposed; replan.svelte.ts keeps it. */
  replan = $state.raw<Replan | null>(null);
  /** By this machine's clock, when `picture` came. */
  receivedMs = $state(0);
  /** When the server was heard and when the stream broke; see connection.ts. */
  heard = $state.raw<Heard>(begin(Date.now()));
  /** Why the first load failed, in the server's words. */
  trouble = $state<string | null>(null);
  /** This machine's clock, once a second: whatever shows an age follows it. */
  wallMs = $state(Date.now());
  route = $state.raw<Route>(parse(typeof location === 'undefined' ? '' : location.hash));
  /** The convoy that is lit on the map, in the diagram and in the list, by hover or focus. */
  lit = $state<string | null>(null);
  sources = $state.raw<OpenSources | null>(null);
  searching = $state(false);
  help = $state(false);
}
export const view = new View();

const stored = (key: string) => (typeof localStorage === 'undefined' ? null : localStorage.getItem(`corridor.${key}`));
const keep = (key: string, value: string) => localStorage.setItem(`corridor.${key}`, value);

/** The reader's own choices; they stay on this machine. */
export const settings = $state({
  lang: (LANGS.find((lang) => lang === stored('lang')) ?? 'en') as Lang,
  numerals: (stored('numerals') === 'arab' ? 'arab' : 'latn') as Numerals,
  theme: (stored('theme') === 'night' || (stored('theme') === null && prefersDark()) ? 'night' : 'day') as 'day' | 'night',
});
function prefersDark(): boolean {
  return typeof matchMedia !== 'undefined' && matchMedia('(prefers-color-scheme: dark)').matches;
}

export function setLang(lang: Lang): void {
  settings.lang = lang;
  keep('lang', lang);
  dress();
}
export function setNumerals(numerals: Numerals): void {
  settings.numerals = numerals;
  keep('numerals', numerals);
}
export function setTheme(theme: 'day' | 'night'): void {
  settings.theme = theme;
  keep('theme', theme);
  dress();
}
/** Puts language, direction and theme on the document, where the style sheet finds them. */
export function dress(): void {
  const root = document.documentElement;
  root.lang = settings.lang;
  root.dir = direction(settings.lang);
  root.dataset.theme = settings.theme;
}

/** Whether what is shown is true now. */
export function connected(): Connection {
  return connection(view.heard, view.wallMs);
}
/** The operation's clock. It stands still when the connection is lost or the drill is paused. */
export function now(): number {
  if (!view.picture) return 0;
  return operationNow(view.picture, view.receivedMs, view.wallMs, connected().state !== 'lost');
}

export function openSources(figure: string, label: string, opener: HTMLElement | null): void {
  view.sources = { figure, label, opener };
}
/** Closes the panel and gives the focus back to the figure that opened it, redrawn or not. */
export function closeSources(): void {
  const open = view.sources;
  view.sources = null;
  if (!open) return;
  const again = open.opener?.isConnected
    ? open.opener
    : document.querySelector<HTMLElement>(`[data-figure="${CSS.escape(open.figure)}"]`);
  again?.focus();
}
export function light(convoy: string | null): void {
  view.lit = convoy;
}
