import { FluentResource } from '@fluent/bundle';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ATTENTION_KINDS, CLASHES, URGENCIES } from '../src/attention';
import { ASSUMPTION_KINDS, FATES } from '../src/replan';
import { ACCOUNT_TERMS, CATEGORIES, CONVOY_TERMS } from '../src/balance';
import { CAMERA_TROUBLES, DEVICE_STATES, HELD } from '../src/devices';
import { HELDS, LINES, OPENS, SHEETS, STANDINGS, TERMS, TRAITS, VERDICTS } from '../src/settling';
import { AID_STEPS, CLAIM_LINKS, STEPS, ANSWERS as AID_ANSWERS, BILLS, CHECK_ITEMS, CHECK_WHYS, DECISIONS, HOLDINGS, INCIDENTS, KNOWN_BY, LINKS, NOTICES, PACES, TERMS as PLEDGES, WHYS } from '../src/watch';
import { LANES } from '../src/incidents';
import { FIELDS, SAID } from '../src/statement';
import { STOPS } from '../src/field/boarding';
import { CAUSES } from '../src/field/causes';
import { GATES } from '../src/field/door';
import { PEOPLE } from '../src/field/household';
import { ANSWERS } from '../src/field/ledger/statement';
import { FTL, LANGS, direction, has, tag, translate, type Lang } from '../src/i18n/bundle';

const src = join(import.meta.dirname, '..', 'src');
const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.(ts|svelte)$/.test(name) ? [path] : [];
  });
const messages = (lang: Lang) => new Map(new FluentResource(FTL[lang]).body.map((entry) => [entry.id, entry]));
/** Names of the values that a message uses, wherever in it they stand. */
const variables = (value: unknown): string[] =>
  value && typeof value === 'object'
    ? [...((value as { type?: string }).type === 'var' ? [(value as { name: string }).name] : []), ...Object.values(value).flatMap(variables)]
    : [];

const ROLES = ['coordinator', 'registrar', 'gate', 'convoy_leader', 'receiver', 'clinician', 'monitor', 'viewer', 'custodian', 'adjudicator', 'witness'];
const KINDS = ['enrol', 'adopt', 'register', 'agree', 'assign', 'board', 'depart', 'pass', 'arrive', 'receive', 'hand_over', 'remove',
  'alight', 'die', 'born', 'break_down', 'suspend', 'reopen', 'position', 'headcount', 'claim', 'correct', 'plan_part', 'admit', 'revoke', 'release', 'needs', 'accompany', 'split', 'clear', 'countersign', 'note_key', 'note', 'read_note', 'ticket', 'close', 'twin', 'attend', 'transcribe',
  'incident', 'link', 'evidence', 'clause', 'clause_word', 'notify', 'acknowledge', 'decide', 'aid_request', 'aid_answer', 'aid_move', 'tracking', 'tracker', 'share', 'unshare'];
/** Messages that are chosen by a value: every value's own. */
const CHOSEN: Record<string, readonly string[]> = {
  figure: ['people_out', 'wounded_out', 'wounded', 'people_inside', 'people_waiting', 'people_missing', 'people_detained', 'people_registered', 'fighters_out', 'deaths', 'buses', 'ambulances'],
  standing: ['reported', 'planned', 'denied'], observed: ['seen', 'heard', 'told'],
  reliability: ['A', 'B', 'C', 'D', 'E', 'F'], credibility: ['1', '2', '3', '4', '5', '6'],
  proposal: ['claimant', 'figure_name', 'unit', 'scope', 'qualifier', 'as_of', 'place'],
  proposed: ['shelling', 'airstrike', 'shot_at', 'obstruction', 'detention', 'disappearance', 'confiscation', 'aid_refused'],
  clash: CLASHES, field: FIELDS, said: SAID, nav: ['now', 'plan', 'convoys', 'people', 'watch', 'claims', 'reading', 'aid', 'observers', 'devices'], likeness: ['suspected', 'same', 'apart', 'both'], promise: STANDINGS, open: OPENS, trait: TRAITS, term: [...TERMS, ...PLEDGES], custody: ['captured', ...STEPS], lane: LANES, tied: [...CLAIM_LINKS, 'same_event', ...CLAIM_LINKS.map((kind) => `by-${kind}`), 'by-same_event'], sex: ['female', 'male', 'unknown'], age: ['infant', 'child', 'adult', 'older', 'unknown'], found: ['nothing', 'mistyped'], verdict: VERDICTS, search: ['missing', 'removed', 'left', 'disputed'], line: LINES, papers: SHEETS, system: ['android', 'ios', 'windows', 'linux', ...[1, 2, 3, 4].flatMap((n) => [`android-${n}`, `ios-${n}`]), ...[1, 2, 3].flatMap((n) => [`windows-${n}`, `linux-${n}`])], device: DEVICE_STATES, camera: CAMERA_TROUBLES, held: HELD, lang: LANGS, category: CATEGORIES, role: ROLES, kind: KINDS, urgency: URGENCIES, count: CATEGORIES,
  account: [...ACCOUNT_TERMS, ...CONVOY_TERMS, 'registered', 'boarded', 'born', 'unlisted', 'assigned', 'headcount'],
  post: ['registrar', 'gate', 'convoy_leader', 'receiver', 'clinician', 'coordinator'], tongue: LANGS, nokey: ['insecure', 'no_ed25519', 'no_storage'],
  task: ['register', 'people', 'needs', 'board', 'gate', 'hold', 'pass', 'off', 'remove', 'arrive', 'hand', 'life', 'notes', 'device'], who: PEOPLE, need: [...CATEGORIES, 'oxygen'],
  answer: ANSWERS, code: ['length', 'sign', 'check'], stop: STOPS, gate: GATES, where: ['waiting', 'declined', 'on', 'left', 'out', 'died', 'unaccounted'],
  cause: CAUSES,
  ticket: ['damaged', 'foreign', 'forged'],
  seat: HELDS, stand: [...HELDS, ...HELDS.map((held) => `${held}-road`)], confirm: ['gate', 'leader'],
  relied: ['A', 'B', 'C', 'D', 'E', 'F'], credited: ['1', '2', '3', '4', '5', '6'],
  pledge: PLEDGES, holding: HOLDINGS, judged: WHYS, check: CHECK_ITEMS, checked: CHECK_WHYS, decision: DECISIONS, incident: INCIDENTS, knownby: KNOWN_BY, linked: [...LINKS, 'supersedes'],
  pace: PACES, notice: NOTICES, answered: AID_ANSWERS, bill: BILLS, goods: [...AID_STEPS, 'on_the_way', 'unaccounted'],
  watch: ['why-go', 'why-hold', 'why-stop'],
  assume: ASSUMPTION_KINDS, fate: FATES,
  attention: ATTENTION_KINDS.flatMap((kind) => [kind, `${kind}-do`]),
  state: ['planned', 'boarding', 'on_the_way', 'arrived', 'closed', 'open_balance', 'broken_down'],
  corridor: ['open', 'closed', 'open-until', 'closed-until', 'suspended-plain'], connection: ['connecting', 'live'],
  place: ['staging', 'reception', 'hospital', 'control_point', 'depot', 'junction'], diagram: ['km', 'min'],
};

/** Every key that the code asks for: written out, or as a beginning that a value completes. */
function asked(): { keys: Set<string>; prefixes: Set<string> } {
  const keys = new Set<string>();
  const prefixes = new Set<string>();
  for (const file of files(src)) {
    const code = readFileSync(file, 'utf8');
    for (const [, key] of code.matchAll(/'((?:[a-z][a-z_]*-)+[a-z_]+)'/g)) if (MENTIONED.has(key!)) keys.add(key!);
    for (const [, args] of code.matchAll(/\b(?:t|say)\(((?:[^()]|\([^()]*\))*)/g)) {
      for (const [, key] of args!.matchAll(/^\s*'([a-z][a-z0-9_-]*)'/g)) keys.add(key!);
      for (const [, both] of args!.matchAll(/\? '([a-z][a-z0-9_-]*)' : '/g)) keys.add(both!);
      for (const [, prefix] of args!.matchAll(/^`([a-z]+)-\$\{/g)) prefixes.add(prefix!);
    }
    for (const [, prefix] of code.matchAll(/\bknown\('([a-z]+)'/g)) prefixes.add(prefix!);
  }
  return { keys, prefixes };
}
const MENTIONED = new Set(LANGS.flatMap((lang) => [...messages(lang).keys()]));

describe('messages', () => {
  const english = messages('en');
  for (const lang of LANGS) {
    it(`${lang} has every message and no other`, () => {
      expect([...messages(lang).keys()].sort()).toEqual([...english.keys()].sort());
    });
    it(`${lang} uses the values that English uses, and no other`, () => {
      for (const [key, message] of messages(lang)) {
        const allowed = new Set(variables(english.get(key)));
        for (const name of variables(message)) expect(allowed, `${key} in ${lang} uses ${name}`).toContain(name);
      }
    });
    it(`${lang} is read without junk`, () => {
      const written = [...FTL[lang].matchAll(/^([a-z][\w-]*) =/gm)].map(([, key]) => key);
      expect(written.sort()).toEqual([...messages(lang).keys()].sort());
    });
  }
  it('are there for every key that the code asks for', () => {
    const { keys, prefixes } = asked();
    expect(keys.size).toBeGreaterThan(100);
    for (const key of keys) expect(english.has(key), `${key} is asked for and not defined`).toBe(true);
    for (const prefix of prefixes) expect(CHOSEN, `values of ${prefix}-… are not listed in this test`).toHaveProperty(prefix);
    for (const [prefix, values] of Object.entries(CHOSEN))
      for (const value of values) expect(english.has(`${prefix}-${value}`), `${prefix}-${value} is not defined`).toBe(true);
  });
  it('are all asked for', () => {
    const { keys } = asked();
    const chosen = new Set(Object.entries(CHOSEN).flatMap(([prefix, values]) => values.map((value) => `${prefix}-${value}`)));
    // The plain page's own words are asked for by the hub's program, which has a test for them.
    const idle = [...english.keys()].filter((key) => !keys.has(key) && !chosen.has(key) && !key.startsWith('plain-'));
    expect(idle).toEqual([]);
  });
});

it('French says none where there is none: its singular counts zero too', () => {
  for (const [key, none] of [['tickets-persons', 'aucune personne'], ['tickets-issue', 'Aucun billet à signer'], ['trait-same_make_up', 'mêmes personnes (sexe, âge, besoin) ; aucune autre famille']] as const)
    expect(translate('fr', 'latn', key, { n: 0 })).toBe(none);
});

describe('Arabic', () => {
  const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');
  it('has all six plural forms', () => {
    const say = (n: number) => plain(translate('ar', 'latn', 'count-people', { n }));
    expect([0, 1, 2, 3, 11, 100].map(say)).toEqual(['لا أحد', 'شخص واحد', 'شخصان', '3 أشخاص', '11 شخصاً', '100 شخص']);
  });
  it('writes Arabic-Indic digits only where they are chosen', () => {
    expect(plain(translate('ar', 'arab', 'count-people', { n: 1234 }))).toContain('١٬٢٣٤');
    expect(plain(translate('ar', 'latn', 'count-people', { n: 1234 }))).toMatch(/1[,٬.]234/);
    expect(tag('en', 'arab')).toBe('en-GB-u-nu-latn');
  });
  it('runs from right to left', () => expect([direction('ar'), direction('en')]).toEqual(['rtl', 'ltr']));
  it('isolates names, so that they cannot reorder a sentence', () => {
    expect(translate('ar', 'latn', 'subject-convoy', { convoy: 'C004' })).toContain('\u2068C004\u2069');
  });
});

it('an unknown key shows itself', () => {
  expect(has('en', 'no-such')).toBe(false);
  expect(translate('en', 'latn', 'no-such')).toBe('no-such');
});
