// Reads the basemap that scripts/basemap.mjs made: a coarse world and the ten-degree cells around
// an operation, as GeoJSON. Pure but for the fetches at the end.

export type Box = [west: number, south: number, east: number, north: number];
type Packed = number[];
interface Written {
  land: Packed[][];
  borders: Packed[];
  towns: [name: string, x: number, y: number, rank: number][];
  cells?: string[];
}
export interface Town { name: string; lon: number; lat: number; rank: number }
export interface Base {
  land: [number, number][][][]; // polygons of rings
  borders: [number, number][][];
  towns: Town[];
}

/** [x, y, dx, dy, …] in thousandths of a degree, back to longitudes and latitudes. */
export function unpack(packed: Packed): [number, number][] {
  const points: [number, number][] = [];
  let x = 0;
  let y = 0;
  for (let ix = 0; ix + 1 < packed.length; ix += 2) {
    x += packed[ix]!;
    y += packed[ix + 1]!;
    points.push([x / 1000, y / 1000]);
  }
  return points;
}

/** The names of the cells that a box touches. */
export function cellsOf([west, south, east, north]: Box): string[] {
  const names: string[] = [];
  for (let lon = Math.floor(west / 10) * 10; lon <= east; lon += 10)
    for (let lat = Math.floor(south / 10) * 10; lat <= north; lat += 10) names.push(cellName(lon, lat));
  return names;
}
function cellName(lon: number, lat: number): string {
  const two = (n: number, width: number) => String(Math.abs(n)).padStart(width, '0');
  return `${lon < 0 ? 'W' : 'E'}${two(lon, 3)}${lat < 0 ? 'S' : 'N'}${two(lat, 2)}`;
}

/** The box around points, with a margin in degrees. */
export function boxOf(points: readonly { lon: number; lat: number }[], margin: number): Box {
  const lons = points.map((p) => p.lon);
  const lats = points.map((p) => p.lat);
  return [Math.min(...lons) - margin, Math.min(...lats) - margin, Math.max(...lons) + margin, Math.max(...lats) + margin];
}

const read = (written: Written): Base => ({
  land: written.land.map((rings) => rings.map(unpack)),
  borders: written.borders.map(unpack),
  towns: written.towns.map(([name, x, y, rank]) => ({ name, lon: x / 1000, lat: y / 1000, rank })),
});

/** The coarse world, and the neighbourhood of an operation. */
export async function loadBase(box: Box): Promise<{ world: Base; near: Base }> {
  const world = await get('world');
  const there = new Set(world.cells);
  const cells = await Promise.all(cellsOf(box).filter((cell) => there.has(cell)).map((cell) => get(`cells/${cell}`)));
  const near = cells.map(read);
  return {
    world: read(world),
    near: { land: near.flatMap((b) => b.land), borders: near.flatMap((b) => b.borders), towns: near.flatMap((b) => b.towns) },
  };
}
/** The same, tried again for as long as it is wanted: on a bad network the land comes later. */
export async function loadBasePatiently(box: Box, wanted: () => boolean): Promise<{ world: Base; near: Base } | null> {
  while (wanted()) {
    try {
      return await loadBase(box);
    } catch {
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  }
  return null;
}
const RETRY_MS = 3000;
async function get(name: string): Promise<Written> {
  const response = await fetch(`/map/${name}.json`);
  if (!response.ok) throw new Error(`the basemap's ${name} could not be had (${response.status})`);
  return (await response.json()) as Written;
}
