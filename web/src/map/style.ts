// How the basemap is drawn by MapLibre. No glyph server and no sprite: texts use the fonts of the
// page, and nothing is fetched but our own files.

import type { GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Base } from './base';

/** Until here the coarse world is drawn, from here on the neighbourhood. */
const NEAR_ZOOM = 4;

export function styleOf({ world, near }: { world: Base; near: Base }, colour: (name: string) => string): StyleSpecification {
  const ink = { 'text-color': colour('--muted'), 'text-halo-color': colour('--land'), 'text-halo-width': 1.4 };
  return {
    version: 8,
    sources: {
      world: land(world), near: land(near), worldborders: borders(world), nearborders: borders(near), towns: towns(near),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colour('--sea') } },
      { id: 'world', type: 'fill', source: 'world', maxzoom: NEAR_ZOOM, paint: { 'fill-color': colour('--land'), 'fill-antialias': false } },
      { id: 'near', type: 'fill', source: 'near', minzoom: NEAR_ZOOM, paint: { 'fill-color': colour('--land'), 'fill-antialias': false } },
      { id: 'worldborders', type: 'line', source: 'worldborders', maxzoom: NEAR_ZOOM, paint: { 'line-color': colour('--rule-strong'), 'line-width': 0.8 } },
      { id: 'nearborders', type: 'line', source: 'nearborders', minzoom: NEAR_ZOOM, paint: { 'line-color': colour('--rule-strong'), 'line-width': 1, 'line-dasharray': [6, 3] } },
      {
        id: 'towns', type: 'symbol', source: 'towns', minzoom: NEAR_ZOOM,
        // A village is named only from near by: rank 0 from zoom 4 on, rank 6 from zoom 10 on.
        filter: ['<=', ['get', 'rank'], ['-', ['zoom'], 4]],
        layout: {
          'text-field': ['get', 'name'], 'text-font': ['Noto Sans Variable'], 'symbol-sort-key': ['get', 'rank'],
          'text-size': ['interpolate', ['linear'], ['get', 'rank'], 0, 13, 6, 11], 'text-padding': 6,
        },
        paint: ink,
      },
    ],
  };
}

const land = (base: Base): GeoJSONSourceSpecification => ({
  type: 'geojson', data: { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates: base.land } },
});
const borders = (base: Base): GeoJSONSourceSpecification => ({
  type: 'geojson', data: { type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: base.borders } },
});
const towns = (base: Base): GeoJSONSourceSpecification => ({
  type: 'geojson',
  data: {
    type: 'FeatureCollection',
    features: base.towns.map(({ name, lon, lat, rank }) => ({ type: 'Feature', properties: { name, rank }, geometry: { type: 'Point', coordinates: [lon, lat] } })),
  },
});
