// What was filled in and not yet said: kept over a reload, a crash, an empty battery. Codes, numbers, choices;
// never here: a medical note, which stands nowhere unless it is sealed, or anything that was said.

const key = (page: string) => `corridor.draft.${page}`;

/** What was filled in on a page when it was last left. */
export function drafted<T extends object>(page: string): Partial<T> {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key(page)) ?? '{}');
    return read !== null && typeof read === 'object' ? (read as Partial<T>) : {};
  } catch {
    return {};
  }
}
/** Keeps it; `null` where there is nothing more to keep. */
export function keepDraft(page: string, filled: object | null): void {
  try {
    if (filled) localStorage.setItem(key(page), JSON.stringify(filled));
    else localStorage.removeItem(key(page));
  } catch {
    // A full storage keeps statements first; a draft is typed again.
  }
}
