// QR codes: frames to black and white, and pixels back to frames. The reader is WebAssembly from this
// server, loaded when it is first needed. Never here: what is in a frame (frames.ts), the camera.

import { encode } from 'uqr';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** White around a code, in cells: what its standard asks for. */
const QUIET = 4;
/** All frames are drawn as this version, so that the picture does not jump. */
const VERSION = 18;

/** Rows of cells, `true` is black. */
export function cells(frame: Uint8Array): boolean[][] {
  return encode([...frame], { ecc: 'M', boostEcc: false, minVersion: VERSION, border: QUIET }).data;
}

/** Where the reader's WebAssembly is; in the tests, the thing itself. */
export function readerFrom(source: { url: string } | { binary: ArrayBuffer }): void {
  prepareZXingModule({ overrides: 'url' in source ? { locateFile: () => source.url } : { wasmBinary: source.binary } });
}

/** What the codes in a picture say. */
export async function look(image: ImageData): Promise<Uint8Array[]> {
  const found = await readBarcodes(image, { formats: ['QRCode'], maxNumberOfSymbols: 2 });
  return found.filter((code) => code.isValid).map((code) => code.bytes);
}
