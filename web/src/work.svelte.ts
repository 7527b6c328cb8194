// A page that shows one answer of the server and asks for another when something is decided: busy while it asks, in
// trouble when it was refused, and what it knew stays. Never here: what is asked.

import { inWords } from './client';

export interface Work<T> {
  readonly data: T | null;
  readonly busy: boolean;
  readonly trouble: string | null;
  /** Asks, and shows the answer; whether there was one. */
  run(ask: () => Promise<T>): Promise<boolean>;
  /** Asks for something beside it; `null` where it was refused. */
  beside<U>(ask: () => Promise<U>): Promise<U | null>;
}
/** `otherwise`: what is said where the server gave no answer at all. */
export function work<T>(otherwise?: () => string): Work<T> {
  let data = $state.raw<T | null>(null);
  let busy = $state(false);
  let trouble = $state<string | null>(null);
  async function beside<U>(ask: () => Promise<U>): Promise<U | null> {
    busy = true;
    try {
      const answer = await ask();
      trouble = null;
      return answer;
    } catch (error) {
      trouble = inWords(error, otherwise?.());
      return null;
    } finally {
      busy = false;
    }
  }
  return {
    get data() { return data; },
    get busy() { return busy; },
    get trouble() { return trouble; },
    beside,
    async run(ask) {
      const answer = await beside(ask);
      if (answer === null) return false;
      data = answer;
      return true;
    },
  };
}
