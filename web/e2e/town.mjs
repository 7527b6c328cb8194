// A small real operation (no drill) for the field's browser test: founded, served, killed, and spoken to.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort, Server } from './harness.mjs';

const ROOT = new URL('../../', import.meta.url).pathname;
/** Two buses go from a square through a gate to a camp; the first hour has begun. */
function operation(people, seats) {
  const start = new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+Z/, '+00:00');
  return `[operation]
name = "Small town"
timezone = "UTC"
start = ${start}
horizon = "10h"
[[place]]
id = "square"
kind = "staging"
lat = 36.17
lon = 37.13
name = { en = "Square", ar = "الساحة", fr = "Place" }
[[place]]
id = "line"
kind = "control_point"
lat = 36.16
lon = 37.11
name = { en = "Front line", ar = "خط الجبهة", fr = "Ligne de front" }
open = [["0h", "9h"]]
[[place]]
id = "camp"
kind = "reception"
lat = 36.16
lon = 37.05
name = { en = "Camp", ar = "المخيم", fr = "Camp" }
[[road]]
from = "square"
to = "line"
travel = "10min"
[[road]]
from = "line"
to = "camp"
travel = "20min"
[[fleet]]
id = "bus"
count = 2
at = "square"
seats = ${seats}
stretchers = 2
escorts = 1
[[people]]
id = "families"
at = "square"
parties = [{ count = ${people}, other = 4 }]
`;
}

/** Founds it and starts the server; `down` ends it and throws everything away. */
export async function town({ people = 20, seats = 50, program = process.env.CORRIDOR } = {}) {
  const corridor = resolve(program ?? join(ROOT, 'target/release/corridor'));
  const dir = mkdtempSync(join(tmpdir(), 'corridor-field-'));
  const [file, plan, data] = ['town.toml', 'plan.json', 'data'].map((name) => join(dir, name));
  writeFileSync(file, operation(people, seats));
  execFileSync(corridor, ['plan', file, '--seconds', '1', '--json', plan], { stdio: 'ignore' });
  execFileSync(corridor, ['found', file, plan, '--data', data], { stdio: 'ignore' });
  const base = `http://127.0.0.1:${await freePort()}`;
  const server = new Server(`exec '${corridor}' serve --data '${data}' --listen ${base.slice(7)}`, base);
  await server.up();
  return { base, server, down: async () => { await server.down(); rmSync(dir, { recursive: true, force: true }); } };
}
export async function api(base, path, body) {
  const init = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${base}/api/v1/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
