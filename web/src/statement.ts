// A statement's own fields in the reader's words. Pure. A field that this page does not know yet is
// shown by its name, never left out.

import type { StatementRow } from './api';
import type { Args } from './i18n/bundle';

export const FIELDS = [
  'label', 'role', 'plan_sha256', 'summary', 'party', 'tokens', 'people', 'class', 'answer', 'destinations', 'language', 'told', 'parties', 'parts',
  'trip', 'to', 'escorts', 'passage', 'headcount', 'by', 'grade', 'vehicle', 'control_point', 'reason', 'lat_e6', 'lon_e6', 'count',
  'oxygen', 'companion', 'from', 'scanned', 'witness', 'readers',
  'part', 'claimant', 'figure', 'low', 'high', 'unit', 'scope', 'qualifier', 'as_of', 'source', 'entry', 'why',
  'depart', 'persons', 'convoy', 'trips', 'likeness', 'persons_in_common', 'matter', 'who', 'step', 'done', 'sheet', 'written_by',
] as const;
/** Values of the fields `answer` and `passage`. */
export const SAID = ['yes', 'declined', 'stays', 'withdrawn', 'through', 'enters'] as const;
/** Lists are written out up to here, and counted beyond. */
const LISTED_MAX = 4;

export interface FieldWords {
  known: (prefix: string, value: string) => string;
  say: (key: string, args?: Args) => string;
  num: (value: number) => string;
  place: (id: string) => string;
  moment: (at: number) => string;
}
export interface Field {
  name: string;
  value: string;
}

export function fields(row: Pick<StatementRow, 'values'>, words: FieldWords): Field[] {
  return Object.entries(row.values).map(([name, value]) => ({ name: words.known('field', name), value: written(name, value, words) }));
}

function written(name: string, value: string | number | string[], words: FieldWords): string {
  if (Array.isArray(value)) {
    if (value.length > LISTED_MAX) return words.say('sources-tokens', { n: value.length });
    return value.map((one) => written(name, one, words)).join(' ');
  }
  if (name === 'lat_e6' || name === 'lon_e6') return (Number(value) / 1e6).toFixed(5);
  if (name === 'depart' && typeof value === 'number') return words.moment(value);
  if (typeof value === 'number') return words.num(value);
  if (name === 'answer' || name === 'passage') return words.known('said', value);
  if (name === 'role') return words.known('role', value);
  if (name === 'likeness') return words.known('likeness', value);
  if (name === 'done') return words.say('yes');
  if (name === 'to' || name === 'destinations' || name === 'control_point') return words.place(value);
  // A digest is known by its beginning.
  return name === 'plan_sha256' || name === 'entry' ? value.slice(0, 12) : value;
}
