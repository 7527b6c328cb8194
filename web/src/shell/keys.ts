// Keys that work on every page. Pure: a key and where the focus is, in; what to do, out.

export type Command = 'search' | 'help' | 'go-now' | 'go-plan' | 'go-anew' | 'go-convoys' | 'go-watch' | 'go-aid' | 'go-observers' | 'go-claims' | 'go-reading' | 'go-devices' | 'go-hand' | 'go-people' | 'go-reconcile' | 'pause' | 'close';

/** `g` waits this long for its second key. */
const CHORD_MS = 1200;

export interface Press {
  key: string;
  atMs: number;
  typing: boolean; // in a text field: every key is text
  control: boolean; // on a button, link or diagram: Space and Enter are the control's own
  modified: boolean; // Ctrl, Alt or Meta: the browser's own
}

/** Remembers an open `g`; answers the command, if the press makes one. */
export function keyboard(): (press: Press) => Command | null {
  let chordMs: number | null = null;
  return ({ key, atMs, typing, control, modified }) => {
    if (modified) return null;
    if (key === 'Escape') return 'close';
    if (typing) return null;
    const inChord = chordMs !== null && atMs - chordMs < CHORD_MS;
    chordMs = null;
    if (inChord) return ({ n: 'go-now', p: 'go-plan', a: 'go-anew', c: 'go-convoys', w: 'go-watch', i: 'go-aid', b: 'go-observers', l: 'go-claims', r: 'go-reading', d: 'go-devices', h: 'go-hand', e: 'go-people', o: 'go-reconcile' } as const)[key as 'n' | 'p' | 'a' | 'c' | 'w' | 'i' | 'b' | 'l' | 'r' | 'd' | 'h' | 'e' | 'o'] ?? null;
    if (key === 'g') chordMs = atMs;
    if (key === '/') return 'search';
    if (key === '?') return 'help';
    if (key === ' ' && !control) return 'pause';
    return null;
  };
}
