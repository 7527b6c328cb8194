import { describe, expect, it } from 'vitest';
import type { Operation, Plan } from '../src/api';
import { boxOf, cellsOf, unpack } from '../src/map/base';
import { apart, fit, mercator, scaleBar } from '../src/map/projection';
import { href, parse, type Route } from '../src/route';
import { fold, search } from '../src/search';
import { keyboard } from '../src/shell/keys';

it('addresses are read back as they were written', () => {
  const routes: Route[] = [{ page: 'now' }, { page: 'plan' }, { page: 'convoys' }, { page: 'devices' }, { page: 'hand' }, { page: 'anew' }, { page: 'convoy', id: 'C 00/4%' }];
  for (const route of routes) expect(parse(href(route))).toEqual(route);
  expect(parse('')).toEqual({ page: 'now' });
  expect(parse('#/convoys/%E0%A4%A')).toEqual({ page: 'convoy', id: '%E0%A4%A' });
});

describe('keys', () => {
  const press = (key: string, atMs = 0, more = {}) => ({ key, atMs, typing: false, control: false, modified: false, ...more });
  it('do what the list of keys says', () => {
    const type = keyboard();
    expect([type(press('/')), type(press('?')), type(press(' ')), type(press('Escape'))]).toEqual(['search', 'help', 'pause', 'close']);
    expect([type(press('g', 10)), type(press('c', 500))]).toEqual([null, 'go-convoys']);
    expect([type(press('g', 10)), type(press('n', 500))]).toEqual([null, 'go-now']);
    expect([type(press('g', 10)), type(press('h', 500))]).toEqual([null, 'go-hand']);
  });
  it('forget a g after a while', () => {
    const type = keyboard();
    type(press('g', 0));
    expect(type(press('p', 5000))).toBeNull();
  });
  it('leave text fields, buttons and the browser alone', () => {
    const type = keyboard();
    expect(type(press('/', 0, { typing: true }))).toBeNull();
    expect(type(press(' ', 0, { control: true }))).toBeNull();
    expect(type(press('g', 0, { modified: true }))).toBeNull();
    expect(type(press('Escape', 0, { typing: true }))).toBe('close');
  });
});

describe('search', () => {
  const plan = { convoys: [{ id: 'C001', trips: ['bus-1.1', 'bus-3.1'] }, { id: 'C002', trips: ['bus-3.2'] }] } as unknown as Plan;
  const operation = { places: [{ id: 'ramouseh', kind: 'control_point' }, { id: 'rashidin', kind: 'reception' }] } as unknown as Operation;
  const names: Record<string, string> = { ramouseh: 'الراموسة', rashidin: 'Rāshidīn' };
  const find = (text: string) => search(text, plan, operation, (id) => names[id] ?? id).map((hit) => hit.id);
  it('finds convoys, vehicles and places by a part of their name', () => {
    expect(find('c002')).toEqual(['C002']);
    expect(find('bus-3')).toEqual(['bus-3.1', 'bus-3.2']);
    expect(find('rashid')).toEqual(['rashidin']);
    expect(find('راموسة')).toEqual(['ramouseh']);
    expect(find('')).toEqual([]);
  });
  it('finds a person by the whole code, and by nothing less', () => {
    expect(search('56r3zgtf', plan, operation, String)).toEqual([{ kind: 'person', id: '56R3ZGTF', name: '56R3ZGTF', figure: 'person.56R3ZGTF' }]);
    expect(find('56R3ZGT')).toEqual([]);
    expect(find('56R3ZGT0')).toEqual([]);
  });
  it('reads Arabic-Indic digits', () => expect(fold('C٠٠٢')).toBe('c002'));
});

describe('the map', () => {
  it('unpacks its lines', () => expect(unpack([37100, 36200, 50, -10])).toEqual([[37.1, 36.2], [37.15, 36.19]]));
  it('knows the cells around a place', () => {
    expect(cellsOf(boxOf([{ lon: 37, lat: 36 }], 1))).toEqual(['E030N30']);
    expect(cellsOf([-1, -1, 1, 1])).toEqual(['W010S10', 'W010N00', 'E000S10', 'E000N00']);
  });
  it('fits a corridor into its drawing', () => {
    const box = [36.83, 36.13, 37.15, 36.18] as const;
    const p = mercator(fit(box, 900, 380, 50), 900, 380);
    const [x0, y0] = p.project(box[0], box[3]);
    const [x1, y1] = p.project(box[2], box[1]);
    expect(x0).toBeGreaterThanOrEqual(49);
    expect(x1).toBeLessThanOrEqual(851);
    expect(y0).toBeGreaterThanOrEqual(49);
    expect(y1).toBeLessThanOrEqual(331);
    expect(((x1 - x0) * p.metresPerPx) / 1000).toBeCloseTo(28.8, 0);
  });
  it('draws a scale of a round length', () => expect(scaleBar(30, 110)).toEqual({ km: 2, px: (2 * 1000) / 30 }));
  it('keeps labels apart', () => {
    const boxes = [0, 3, 6, 200].map((y) => ({ x: 0, y, w: 50, h: 19 }));
    expect(apart(boxes)).toEqual([0, 19, 38, 200]);
  });
});
