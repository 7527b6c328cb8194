// Puts the fonts of printed sheets where the build takes them along: public/fonts/*.ttf, from packages, never
// committed. Pages do not load them; the program embeds them in its PDFs.

import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const out = join(dirname(fileURLToPath(import.meta.url)), '..', 'public', 'fonts');
const FONTS = [
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  '@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
  '@expo-google-fonts/noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf',
];

mkdirSync(out, { recursive: true });
for (const font of FONTS) {
  const [scope, name, ...rest] = font.split('/');
  const from = join(dirname(require.resolve(`${scope}/${name}/package.json`)), ...rest);
  const to = join(out, basename(font));
  if (!existsSync(to)) copyFileSync(from, to);
}
