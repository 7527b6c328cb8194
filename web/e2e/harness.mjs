// What the browser test stands on: checks that count, a browser that may reach nothing but the
// server under test, and a server that can be killed.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where START runs: the repository. */
export const ROOT = new URL('../../', import.meta.url).pathname;

export const checks = { passed: 0, failed: 0, skipped: 0 };

/** One check: it passes unless it throws. */
export async function check(name, run) {
  const begun = Date.now();
  try {
    await run();
    checks.passed += 1;
    console.log(`ok    ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  } catch (error) {
    checks.failed += 1;
    console.log(`FAIL  ${name}\n      ${String(error?.message ?? error).split('\n').slice(0, 6).join('\n      ')}`);
  }
}
/** Prints the closing line; answers the exit code. */
export function report() {
  const skipped = checks.skipped ? `, ${checks.skipped} skipped` : '';
  console.log(`${checks.passed} passed, ${checks.failed} failed${skipped}`);
  return checks.failed ? 1 : 0;
}

/** What an element says, without the marks that keep its words in order. */
export async function textOf(locator) {
  return (await locator.innerText()).replace(/[\u2066-\u2069]/g, '');
}

/** Waits until something is true. */
export async function eventually(isTrue, what, limitMs = 20_000) {
  const until = Date.now() + limitMs;
  for (;;) {
    if (await isTrue()) return;
    if (Date.now() > until) throw new Error(`waited ${limitMs / 1000} s for: ${what}`);
    await new Promise((done) => setTimeout(done, 400));
  }
}

/** Chromium without a graphics card draws WebGL in software; it asks nobody for anything. */
export function browserArgs() {
  return ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
}

/** A page whose every request, error and policy violation is watched. */
export async function watched(browser, viewport, base, { lang = 'en', theme = 'day', webgl = true } = {}) {
  const mobile = viewport.width < 500;
  const context = await browser.newContext({ viewport, isMobile: mobile, hasTouch: mobile });
  const found = [];
  await context.addInitScript(([lang, theme, webgl]) => {
    if (!localStorage.getItem('corridor.lang')) localStorage.setItem('corridor.lang', lang);
    if (!localStorage.getItem('corridor.theme')) localStorage.setItem('corridor.theme', theme);
    document.addEventListener('securitypolicyviolation', (event) => console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`));
    if (!webgl) {
      const real = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        return /webgl/.test(kind) ? null : real.call(this, kind, ...more);
      };
    }
  }, [lang, theme, webgl]);
  const page = await context.newPage();
  page.on('console', (message) => { if (message.type() === 'error') found.push(`console: ${message.text()} ${message.location().url}`); });
  page.on('pageerror', (error) => found.push(`error: ${error.message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    const own = url.origin === new URL(base).origin || url.protocol === 'data:' || (url.protocol === 'blob:' && url.pathname.startsWith(new URL(base).origin));
    if (!own) found.push(`outside request: ${request.url()}`);
  });
  const trouble = {
    none() {
      if (found.length) throw new Error([...new Set(found)].join('\n'));
    },
  };
  return { page, trouble };
}

export async function close(browser) {
  await Promise.race([browser.close(), new Promise((done) => setTimeout(done, 5000))]);
}

/** The program under test. */
export function program() {
  return resolve(process.env.CORRIDOR ?? join(ROOT, 'target/release/corridor'));
}
/** A port that nobody uses. */
export function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
/** What is tested: its address and, where it is ours to start, the command. */
export async function subject({ BASE, START }) {
  if (BASE) return { base: BASE.replace(/\/$/, ''), start: START };
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'corridor-e2e-'));
  process.on('exit', () => rmSync(data, { recursive: true, force: true }));
  return { base: `http://127.0.0.1:${port}`, start: `exec '${program()}' demo --data '${data}/drill' --listen 127.0.0.1:${port} --no-open` };
}

/** The server under test: somebody else's, or one started here by a shell command. */
export class Server {
  constructor(command, base) {
    this.command = command;
    this.base = base;
    this.child = null;
  }
  get owned() {
    return Boolean(this.command);
  }
  /** Starts it where a command is given, and waits until it answers. */
  async up() {
    if (this.command) {
      // A group of its own, so that what the command starts can be ended with it.
      const child = spawn('bash', ['-c', this.command], { detached: true, cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
      child.on('exit', () => { if (this.child === child) this.child = null; });
      this.child = child;
    }
    await eventually(() => {
      if (this.command && !this.child) throw new Error(`the server ended at once: ${this.command}`);
      return fetch(`${this.base}/api/v1/picture`).then((r) => r.ok, () => false);
    }, `an answer from ${this.base}`, 180_000);
  }
  /** Ends it without warning, as a power cut would. */
  async kill() {
    this.signal('SIGKILL');
    await eventually(() => fetch(`${this.base}/api/v1/picture`).then(() => false, () => true), 'the server is gone', 15_000);
  }
  async down() {
    this.signal('SIGTERM');
    await eventually(() => !this.child, 'the server ends when it is asked to', 15_000).catch(() => this.signal('SIGKILL'));
  }
  signal(name) {
    if (!this.child?.pid) return;
    try {
      process.kill(-this.child.pid, name);
    } catch {
      // It has ended by itself.
    }
  }
}
