// A stand-in for the server while the console is being made: plausible moving figures in the shapes
// of src/api.ts. For development only; nothing of it is built into the console.
//   node dev/fixture.mjs 8090
import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

const port = Number(process.argv[2] ?? 8090);
const dist = new URL('../dist/', import.meta.url).pathname;
const START = Date.UTC(2016, 11, 15, 12, 0) / 1000;
const places = [
  ['amiriyah', { en: 'Amiriyah', ar: 'العامرية' }, 'staging', 36.17, 37.13, 0, null],
  ['sukkari', { en: 'Sukkari', ar: 'السكري' }, 'staging', 36.176, 37.145, -1.5, null],
  ['ramouseh', { en: 'Ramouseh', ar: 'الراموسة' }, 'control_point', 36.158, 37.103, 4.1, [[0, 36000], [57600, 122400]]],
  ['rashidin', { en: 'Rashidin', ar: 'الراشدين' }, 'reception', 36.165, 37.06, 9.5, null],
  ['atarib', { en: 'Atarib hospital', ar: 'مستشفى الأتارب' }, 'hospital', 36.139, 36.83, 21, null],
].map(([id, name, kind, lat, lon, axis_km, open]) => ({ id, name, kind, lat, lon, axis_km, open }));
const at = Object.fromEntries(places.map((p) => [p.id, p]));
const CP = at.ramouseh;
const N = 60;
const planned = Array.from({ length: N }, (_, i) => {
  const depart = 1800 + i * 2400 + (i > 13 ? 22000 : 0), enter = depart + 720, arrive = enter + 1500 + 1500;
  const to = i % 5 === 4 ? at.atarib : at.rashidin;
  const far = i % 5 === 4 ? arrive + 1800 : arrive;
  return { id: `C${String(i + 1).padStart(3, '0')}`, control_point: 'ramouseh', depart, enter, arrive: far, vehicles: 12, persons: { stretcher: i % 5 === 4 ? 8 : 0, wounded: 12 + (i % 7), other: 540 - i },
    from: [i % 3 ? 'amiriyah' : 'sukkari'], to: [to.id], trips: Array.from({ length: 12 }, (_, k) => `bus-${k + 1 + (i % 2) * 12}.${Math.floor(i / 2) + 1}`),
    line: [[depart, i % 3 ? 0 : -1.5], [enter, 4.1], [enter + 1500, 4.1], [far, to.axis_km]] };
});
const delay = (i) => (i === 5 ? 1300 : i === 8 ? 500 : (i * 37) % 120);
let clock = { drill: true, speed: 60, paused: false };
let base = 24000, baseMs = Date.now();
const now = () => Math.floor(base + (clock.paused ? 0 : ((Date.now() - baseMs) / 1000) * clock.speed));
const setBase = () => { base = now(); baseMs = Date.now(); };
const tot = (p) => p.stretcher + p.wounded + p.other;
const add = (a, b, s = 1) => ({ stretcher: a.stretcher + s * b.stretcher, wounded: a.wounded + s * b.wounded, other: a.other + s * b.other });
const ZERO = { stretcher: 0, wounded: 0, other: 0 };
const REG = add(planned.reduce((a, c) => add(a, c.persons), ZERO), { stretcher: 3, wounded: 40, other: 1700 });
const kmAt = (line, t) => { for (let i = 1; i < line.length; i++) if (t <= line[i][0]) { const [a, b] = [line[i - 1], line[i]]; return a[1] + ((b[1] - a[1]) * (t - a[0])) / Math.max(1, b[0] - a[0]); } return line.at(-1)[1]; };
function posAt(km) { const chain = [at.sukkari, at.amiriyah, CP, at.rashidin, at.atarib]; for (let i = 1; i < chain.length; i++) if (km <= chain[i].axis_km) { const [a, b] = [chain[i - 1], chain[i]]; const s = (km - a.axis_km) / (b.axis_km - a.axis_km); return { lat: a.lat + (b.lat - a.lat) * s, lon: a.lon + (b.lon - a.lon) * s, axis_km: km, heading_deg: (Math.atan2((b.lon - a.lon) * 0.8, b.lat - a.lat) * 180) / Math.PI }; } return null; }
function live(c, i) {
  const t = now(), d = delay(i), line = c.line.map(([m, k]) => [m + d, k]), end = line.at(-1)[0], begin = line[0][0];
  const full = tot(c.persons), missing = i === 3 && t > end + 600 ? 1 : 0;
  const state = t < begin - 1500 ? 'planned' : t < begin ? 'boarding' : t < end ? 'on_the_way' : t < end + 600 ? 'arrived' : missing ? 'open_balance' : 'closed';
  const boarded = t < begin - 1500 ? 0 : t < begin ? Math.round((full * (t - begin + 1500)) / 1500) : full;
  const received = t < end ? 0 : t < end + 600 ? Math.round((full * (t - end)) / 600) : full - missing;
  const f = (n, v) => ({ figure: `convoy.${c.id}.${n}`, value: v });
  const past = line.filter(([m]) => m <= t); if (t >= begin && t < end) past.push([t, kmAt(line, t)]);
  return { id: c.id, state, late_s: state === 'planned' ? 0 : d > 300 ? d : 0, vehicles: c.vehicles, assigned: f('assigned', full), boarded: f('boarded', boarded), received: f('received', received), unaccounted: f('unaccounted', missing), escorts: t >= begin ? 12 : 0,
    depart: { planned: c.depart, actual: t >= begin ? begin : null }, arrive: { planned: c.arrive, actual: t >= end ? end : null, expected: t >= begin && t < end ? end : null },
    position: state === 'on_the_way' ? posAt(kmAt(line, t)) : null, line: t >= begin ? past : [] };
}
let version = 0;
function picture() {
  const t = now(), convoys = planned.map(live);
  let out = ZERO, way = ZERO, un = ZERO;
  planned.forEach((c, i) => { const l = convoys[i], n = l.boarded.value - l.received.value - l.unaccounted.value, full = tot(c.persons);
    const part = (v) => { const s = Math.round((c.persons.stretcher * v) / full), w = Math.round((c.persons.wounded * v) / full); return { stretcher: s, wounded: w, other: v - s - w }; };
    const o = part(l.received.value), all = part(l.boarded.value), u = { stretcher: 0, wounded: 0, other: l.unaccounted.value };
    out = add(out, o); un = add(un, u); way = add(way, add(add(all, o, -1), u, -1)); void n; });
  const declined = { stretcher: 0, wounded: 2, other: 118 }, died = { stretcher: 1, wounded: 0, other: 0 };
  const waiting = [out, way, un, declined, died].reduce((a, b) => add(a, b, -1), REG);
  const f = (n, p) => ({ figure: `account.${n}`, persons: p, total: tot(p) });
  const cpOpen = t % 86400 < 36000, susp = t % 14400 > 9000 && t % 14400 < 11400;
  const cp = { id: 'ramouseh', state: susp ? 'suspended' : cpOpen ? 'open' : 'closed', until: susp ? null : cpOpen ? 36000 : 57600, since: susp ? t - (t % 14400) + 9000 : null, by: susp ? 'Coordination post, Ramouseh' : null, reason: susp ? 'shelling near the road at km 3' : null };
  const next = planned.find((c, i) => c.depart + delay(i) > t);
  const attention = [];
  const A = (id, kind, urgency, since, owner, values, figure) => attention.push({ id, kind, urgency, since, owner, values, figure });
  if (convoys[3].unaccounted.value) A('m', 'missing', 'people', planned[3].arrive + 700, 'receiver', { convoy: 'C004', vehicle: 'bus-17', trip: 'bus-17.2', count: 1, tokens: 'K7QW-2M9D', place: 'rashidin' }, 'discrepancy.missing.bus-17.2');
  if (susp) A('s', 'suspended', 'decision', cp.since, 'coordinator', { place: 'ramouseh', by: cp.by, reason: cp.reason }, 'corridor.ramouseh');
  if (!cpOpen) A('c', 'closed', 'note', 36000, 'coordinator', { place: 'ramouseh', until: 57600 }, 'corridor.ramouseh');
  convoys.forEach((c) => { if (c.state === 'on_the_way' && c.late_s) A('l' + c.id, 'late', 'decision', t - c.late_s, 'convoy_leader', { convoy: c.id, late_s: c.late_s }, `convoy.${c.id}.depart`); });
  A('b', 'breakdown', 'decision', 28000, 'convoy_leader', { vehicle: 'bus-9', convoy: 'C011', place: 'ramouseh', count: 43 }, 'vehicle.bus-9');
  A('n', 'no_show', 'note', 27000, 'gate', { convoy: 'C010', trip: 'bus-4.5', count: 5, tokens: 'A2BC-9XYZ,B7GH-1KLM,C4DE-5NPQ,D9RS-3TUV,E1FG-8WXY' }, 'discrepancy.no_show.bus-4.5');
  return { version: ++version, now: t, statements: 80000 + version, clock, corridor: { ...cp, control_points: [cp] }, seal: { cosigned: false, moment: null, age_s: null }, next_convoy: next ? { id: next.id, depart: next.depart, state: 'planned' } : null,
    account: { registered: f('registered', REG), waiting: f('waiting', waiting), on_the_way: f('on_the_way', way), out: f('out', out), declined: f('declined', declined), died: f('died', died), unaccounted: f('unaccounted', un), balances: true },
    places: places.filter((p) => p.kind !== 'control_point').map((p) => ({ id: p.id, waiting: { figure: `place.${p.id}.waiting`, value: p.kind === 'staging' ? Math.round(tot(waiting) * (p.id === 'amiriyah' ? 0.7 : 0.3)) : 0 }, received: { figure: `place.${p.id}.received`, value: p.kind === 'staging' ? 0 : Math.round(tot(out) * (p.id === 'atarib' ? 0.2 : 0.8)) } })),
    convoys, attention, claims: [claim] };
}
const claim = { id: 'cl1', claimant: 'UN envoy', figure_name: 'people_inside', low: 50000, high: 50000, unit: 'people', scope: 'still inside, 10,000 of them likely to leave for Idlib', qualifier: 'about', as_of: '2016-12-15', grade: 'C3', source: 'https://example.org/a-very-long-address/that-goes-on-and-on/to-see-whether-it-breaks', figure: 'claim.aa', counted: { figure: 'account.registered', value: tot(REG) } };
function figure(id, offset, limit) {
  const p = picture(); let value = 1;
  (function walk(o) { if (o && typeof o === 'object') { if (o.figure === id) value = o.value ?? o.total ?? 1; Object.values(o).forEach(walk); } })(p);
  const n = 57;
  return { figure: id, value, rests_on: n, seal: { cosigned: false, moment: null }, by_device: [{ device: 'ab'.repeat(32), label: 'Gate 2, Amiriyah', role: 'gate', statements: 40, first: 1200, last: p.now - 60 }, { device: 'cd'.repeat(32), label: 'Reception desk, Rashidin', role: 'receiver', statements: 17, first: 5200, last: p.now - 30 }],
    statements: Array.from({ length: Math.min(limit, n - offset) }, (_, i) => ({ entry: (offset + i + 4096).toString(16).repeat(16), kind: ['board', 'receive', 'depart', 'headcount'][i % 4], at: p.now - 60 * (offset + i + 1), recorded_unix_ms: 0, device: 'ab'.repeat(32), label: 'Gate 2, Amiriyah', role: 'gate', seq: 400 - offset - i, place: 'amiriyah', values: { trip: 'bus-3.2', tokens: ['K7QW-2M9D', 'A2BC-9XYZ'], place: 'amiriyah' }, stands: i !== 3 })), offset, claims: id.startsWith('account') ? [claim] : [] };
}
function convoyPage(id) {
  const i = planned.findIndex((c) => c.id === id); if (i < 0) return null;
  const c = planned[i], l = live(c, i), f = (n, v) => ({ figure: `convoy.${id}.${n}`, value: v });
  const split = (v, k) => Math.floor(v / 12) + (k < v % 12 ? 1 : 0);
  return { ...l, control_point: 'ramouseh', from: c.from, to: c.to, persons: c.persons,
    trips: c.trips.map((t, k) => { const g = (n, v) => ({ figure: `trip.${t}.${n}`, value: v }); return { id: t, vehicle: t.split('.')[0], from: c.from[0], to: c.to[0], state: l.state === 'open_balance' && k !== 4 ? 'closed' : l.state, seats: 50, stretchers: k === 11 ? 4 : 0, escorts_needed: 1, escorts_on_board: g('escorts', l.escorts ? 1 : 0), assigned: g('assigned', split(l.assigned.value, k)), boarded: g('boarded', split(l.boarded.value, k)), headcount: l.depart.actual ? g('headcount', split(l.boarded.value, k)) : null, received: g('received', split(l.received.value, k)), unaccounted: g('unaccounted', k === 4 ? l.unaccounted.value : 0), depart: l.depart, arrive: l.arrive, missing_tokens: k === 4 && l.unaccounted.value ? ['K7QW-2M9D'] : [] }; }),
    timeline: l.line.map(([m], k) => ({ moment: m, kind: ['depart', 'pass', 'pass', 'arrive'][k] ?? 'position', place: ['amiriyah', 'ramouseh', 'ramouseh', 'rashidin'][k] ?? null, trip: null, figure: `convoy.${id}.${['depart', 'pass', 'pass', 'arrive'][k] ?? 'depart'}`, count: l.boarded.value })),
    balance: { boarded: l.boarded, born: f('born', 0), unlisted: f('unlisted', 0), received: l.received, handed_over: f('handed_over', 0), removed: f('removed', 0), left: f('left', 0), died: f('died', 0), aboard: f('aboard', l.boarded.value - l.received.value - l.unaccounted.value), unaccounted: l.unaccounted, balances: true } };
}
const operation = { name: 'East Aleppo, December 2016', timezone: 'Asia/Damascus', start_unix_s: START, horizon_s: 172800, drill: true, axis_unit: 'km', places,
  roads: [['sukkari', 'amiriyah'], ['amiriyah', 'ramouseh'], ['ramouseh', 'rashidin'], ['rashidin', 'atarib']].map(([from, to]) => ({ from, to, distance_km: 4, travel_s: 720 })), fleets: [{ id: 'bus', count: 24, seats: 50, stretchers: 0, escorts: 1, at: 'amiriyah' }], escorts: 33, persons: REG };
const plan = { objective: 'exposure', exposure_person_h: 102659.4, makespan_s: planned.at(-1).arrive, delivered: tot(REG) - 400, left_behind: 400, bound: 101880.2, gap: 0.0076, binding: ['control_point ramouseh: inspection, 8 of 10 open hours used', 'escorts: 33, all on the road from 2 h to 9 h'],
  left: [{ people: 'sukkari-families', party: 2, count: 80, persons: 400, reason: 'no vehicle with a stretcher place arrives before the horizon' }], convoys: planned };
const CSP = "default-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'";
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.woff2': 'font/woff2' };
createServer((req, res) => {
  const url = new URL(req.url, 'http://x'), path = url.pathname;
  const json = (v, code = 200) => { res.writeHead(code, { 'content-type': 'application/json' }); res.end(JSON.stringify(v)); };
  if (path === '/api/v1/operation') return json(operation);
  if (path === '/api/v1/plan') return json(plan);
  if (path === '/api/v1/picture') return json(picture());
  if (path.startsWith('/api/v1/convoys/')) { const c = convoyPage(decodeURIComponent(path.slice(16))); return c ? json(c) : json({ error: { code: 'E1', what: 'no such convoy', do: 'look at the list' } }, 404); }
  if (path.startsWith('/api/v1/figures/')) return json(figure(decodeURIComponent(path.slice(16)), Number(url.searchParams.get('offset') ?? 0), Number(url.searchParams.get('limit') ?? 50)));
  if (path === '/api/v1/clock') { let b = ''; req.on('data', (d) => (b += d)); req.on('end', () => { setBase(); clock = { ...clock, ...JSON.parse(b) }; baseMs = Date.now(); json(clock); }); return; }
  if (path === '/api/v1/events') { res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }); const send = () => { const p = picture(); res.write(`id: ${p.version}\nevent: picture\ndata: ${JSON.stringify(p)}\n\n`); }; send(); const i = setInterval(send, 1000); req.on('close', () => clearInterval(i)); return; }
  let file = join(dist, path === '/' ? 'index.html' : path); if (!existsSync(file) || statSync(file).isDirectory()) file = join(dist, 'index.html');
  res.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': CSP }); res.end(readFileSync(file));
}).listen(port, () => console.log('fixture on', port));
