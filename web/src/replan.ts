// What a proposal says: assumptions as sentences, convoys in the order in which they matter. Pure.

import type { Assumption, AssumptionKind, Changes, ConvoyChange, Replan } from './api';
import type { Args } from './i18n/bundle';

export const ASSUMPTION_KINDS: readonly AssumptionKind[] = [
  'suspended', 'lost', 'stranded', 'left_out', 'overdue', 'way_back', 'not_registered', 'added', 'declined', 'unaccounted',
  'overfull', 'outside_window', 'irregular', 'aid_aboard',
];
/** How long to look, in seconds. */
export const LIMITS = [1, 5, 15, 30] as const;
/** When what is suspended is taken to open again, in minutes; 0: not before the end. */
export const REOPENS = [30, 60, 120, 240, 720, 0] as const;

export interface AssumptionWords {
  say: (key: string, args?: Args) => string;
  has: (key: string) => boolean;
  place: (id: string) => string;
  moment: (at: number) => string;
}

export function assumption({ kind, values }: Assumption, words: AssumptionWords): string {
  const text = (name: string) => (typeof values[name] === 'string' ? (values[name] as string) : '');
  const at = (name: string) => (typeof values[name] === 'number' ? words.moment(values[name] as number) : '');
  // A kind that this page does not know yet is still shown, by its name.
  if (!words.has(`assume-${kind}`)) return `${kind}: ${Object.values(values).join(', ')}`;
  return words.say(`assume-${kind}`, {
    trip: text('trip'),
    vehicle: text('vehicle'),
    people: text('people'),
    place: text('place') ? words.place(text('place')) : '',
    hasplace: text('place') ? 'yes' : 'no',
    count: Number(values.count ?? 0),
    since: at('since'),
    hassince: values.since === undefined ? 'no' : 'yes',
    until: at('until'),
  });
}

export type Fate = 'new' | 'gone' | 'changed' | 'same';
export const FATES: readonly Fate[] = ['new', 'gone', 'changed', 'same'];
export function fate(row: ConvoyChange): Fate {
  if (!row.before) return 'new';
  if (!row.after) return 'gone';
  return row.changes ? 'changed' : 'same';
}
/** Those that change come first; within each part the order of departure stays. */
export function inOrder(rows: readonly ConvoyChange[]): ConvoyChange[] {
  return [...rows.filter((row) => row.changes), ...rows.filter((row) => !row.changes)];
}

/** Whole minutes from one moment to another; null where one is missing. */
export function minutes(before: number | null | undefined, after: number | null | undefined): number | null {
  return before == null || after == null ? null : Math.round((after - before) / 60);
}

/** Whether anybody is told anything new. */
export function changesAnything(changes: Changes, convoys: readonly ConvoyChange[]): boolean {
  return changes.earlier + changes.later + changes.newly_out + changes.newly_left > 0 || convoys.some((row) => row.changes);
}

/** The share of the time that is over, for a bar. */
export function share(replan: Replan): number {
  return replan.limit_s > 0 ? Math.min(1, replan.elapsed_s / replan.limit_s) : 1;
}
