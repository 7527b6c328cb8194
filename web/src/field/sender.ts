// When the hub is asked: at once when there is something to say, again after a while that doubles with
// every failure, and now and then to hear what is new. Never here: what is said.

const FIRST_MS = 1_000;
const LAST_MS = 60_000;
/** A hold that somebody else decided is on every phone in reach within this time. */
const IDLE_MS = 6_000;

/** How long to wait after this many failures; `chance` from 0 to 1 keeps phones from asking all at once. */
export function pause(failures: number, chance: number): number {
  return Math.min(LAST_MS, FIRST_MS * 2 ** Math.min(failures, 10)) * (0.5 + chance / 2);
}

/** Meets the hub for as long as the page is open. `wake` asks for a meeting now. */
export function sending(meet: () => Promise<void>, hasUnsent: () => boolean): { wake(): void; stop(): void } {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;
  const plan = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), ms);
  };
  async function run(): Promise<void> {
    if (running) {
      again = true;
      return;
    }
    running = true;
    again = false;
    try {
      await meet();
      failures = 0;
    } catch {
      failures += 1;
    }
    running = false;
    plan(failures > 0 ? pause(failures, Math.random()) : again || hasUnsent() ? FIRST_MS : IDLE_MS);
  }
  const wake = () => {
    if (failures === 0 || navigator.onLine) plan(0);
  };
  const online = () => {
    failures = 0;
    plan(0);
  };
  addEventListener('online', online);
  document.addEventListener('visibilitychange', wake);
  plan(0);
  return {
    wake,
    stop() {
      clearTimeout(timer);
      removeEventListener('online', online);
      document.removeEventListener('visibilitychange', wake);
    },
  };
}
