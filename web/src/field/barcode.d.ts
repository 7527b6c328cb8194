// The browser's own reader of codes, which TypeScript does not know yet.
export interface DetectedBarcode {
  rawValue: string;
}
declare global {
  // eslint-disable-next-line no-var
  var BarcodeDetector: {
    new (options: { formats: string[] }): { detect(source: CanvasImageSource): Promise<DetectedBarcode[]> };
    getSupportedFormats(): Promise<string[]>;
  };
}
