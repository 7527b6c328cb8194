// Web Mercator by hand, for the plain map and for the scale bar. Pure.

/** Where a longitude and latitude lie on a drawing, and how large the drawing is. */
export interface Projection {
  project(lon: number, lat: number): [x: number, y: number];
  metresPerPx: number; // at the middle of the drawing
  width: number;
  height: number;
}
export interface Camera { lon: number; lat: number; zoom: number } // zoom: the world is 512 · 2^zoom px wide

const EARTH_M = 40_075_016.7;
const worldX = (lon: number) => (lon + 180) / 360;
export function worldY(lat: number): number {
  const s = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
}
const latOf = (y: number) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

export function metresPerPx(camera: Camera): number {
  return (EARTH_M * Math.cos((camera.lat * Math.PI) / 180)) / (512 * 2 ** camera.zoom);
}
export function mercator(camera: Camera, width: number, height: number): Projection {
  const size = 512 * 2 ** camera.zoom;
  const [cx, cy] = [worldX(camera.lon) * size, worldY(camera.lat) * size];
  return {
    project: (lon, lat) => [worldX(lon) * size - cx + width / 2, worldY(lat) * size - cy + height / 2],
    metresPerPx: metresPerPx(camera),
    width,
    height,
  };
}
/** The camera that shows a box, `padding` pixels inside the drawing. */
export function fit([west, south, east, north]: readonly [number, number, number, number], width: number, height: number, padding: number): Camera {
  const dx = Math.max(1e-6, worldX(east) - worldX(west));
  const dy = Math.max(1e-6, worldY(south) - worldY(north));
  const size = Math.min(Math.max(40, width - 2 * padding) / dx, Math.max(40, height - 2 * padding) / dy);
  return { lon: (west + east) / 2, lat: latOf((worldY(south) + worldY(north)) / 2), zoom: Math.min(14, Math.log2(size / 512)) };
}
/** The camera moved by so many pixels. */
export function moved(camera: Camera, dx: number, dy: number): Camera {
  const size = 512 * 2 ** camera.zoom;
  return { ...camera, lon: camera.lon - (dx / size) * 360, lat: latOf(worldY(camera.lat) - dy / size) };
}
/** A round length of at most `px` pixels: kilometres and the pixels it takes. */
export function scaleBar(metres: number, px: number): { km: number; px: number } {
  const most = (metres * px) / 1000;
  const power = 10 ** Math.floor(Math.log10(most));
  const km = [5, 2, 1].map((n) => n * power).find((n) => n <= most) ?? power;
  return { km, px: (km * 1000) / metres };
}

/** Moves boxes down until none covers another; later ones give way. Answers each box's new top. */
export function apart(boxes: readonly { x: number; y: number; w: number; h: number }[]): number[] {
  const placed: { x: number; y: number; w: number; h: number }[] = [];
  for (const box of boxes) {
    let y = box.y;
    for (let turn = 0; turn < boxes.length; turn += 1) {
      const hit = placed.find((p) => box.x < p.x + p.w && p.x < box.x + box.w && y < p.y + p.h && p.y < y + box.h);
      if (!hit) break;
      y = hit.y + hit.h;
    }
    placed.push({ ...box, y });
  }
  return placed.map((box) => box.y);
}
