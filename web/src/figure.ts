// What a figure's value is: by its name, as evacuation::account::figure writes them. Pure.

/** A number of persons (or of something else), a moment, or nothing that a number could say. */
export type ValueKind = 'count' | 'moment' | 'none';

export function valueKind(figure: string): ValueKind {
  if (/^(trip|convoy)\..+\.(depart|arrive)$/.test(figure)) return 'moment';
  if (/^(corridor|person|entry|vehicle|claim)(\.|$)/.test(figure)) return 'none';
  return 'count';
}
