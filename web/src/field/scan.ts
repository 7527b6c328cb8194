// Reading codes from the camera: the browser's own reader where it has one, else WebAssembly from this
// server, loaded when it is first needed. Never here: what a code means.

import type { DetectedBarcode } from './barcode';

export type Read = (source: HTMLVideoElement | HTMLCanvasElement) => Promise<string[]>;

let reading: Promise<Read> | null = null;
/** A reader of QR codes. */
export function reader(): Promise<Read> {
  return (reading ??= own().catch(() => null).then((read) => read ?? webAssembly()));
}
async function own(): Promise<Read | null> {
  if (!globalThis.BarcodeDetector) return null;
  const formats = await BarcodeDetector.getSupportedFormats();
  if (!formats.includes('qr_code')) return null;
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  return async (source) => (await detector.detect(source)).map((code: DetectedBarcode) => code.rawValue);
}
async function webAssembly(): Promise<Read> {
  const [{ prepareZXingModule, readBarcodes }, { default: url }] = await Promise.all([
    import('zxing-wasm/reader'), import('zxing-wasm/reader/zxing_reader.wasm?url'),
  ]);
  prepareZXingModule({ overrides: { locateFile: () => url } });
  const canvas = document.createElement('canvas');
  return async (source) => {
    const width = 'videoWidth' in source ? source.videoWidth : source.width;
    const height = 'videoHeight' in source ? source.videoHeight : source.height;
    if (!width || !height) return [];
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    context.drawImage(source, 0, 0);
    const found = await readBarcodes(context.getImageData(0, 0, width, height), { formats: ['QRCode'], maxNumberOfSymbols: 1 });
    return found.filter((code) => code.isValid).map((code) => code.text);
  };
}
