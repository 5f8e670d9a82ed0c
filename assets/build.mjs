// Which files do the pages and charts need from npm, and where are they put?
//
// Run by `npm run build`; writes only folders that git ignores.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const config = join(root, 'assets', 'designsystemet.config.json');
const work = join(root, 'var', 'assets');
const vendor = join(root, 'src', 'styrbord', 'web', 'static', 'vendor');
const chartFonts = join(root, 'src', 'styrbord', 'charts', 'fonts');
const documentFonts = join(root, 'src', 'styrbord', 'documents', 'fonts');
const testAssets = join(root, 'var', 'test-assets');

const weights = { 400: 'Regular', 500: 'Medium', 600: 'SemiBold' };
const otherFaces = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];
const subsets = ['cyrillic', 'latin'];

const licences = {
  'dejavu.txt': 'dejavu-fonts-ttf/LICENSE',
  'designsystemet-css.txt': '@digdir/designsystemet-css/LICENSE',
  'htmx.txt': 'htmx.org/LICENSE',
  'inter.txt': '@fontsource/inter/LICENSE',
};

function fresh(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/** One stylesheet of tokens per theme in the config; the first is also theme.css. */
function buildThemes() {
  const command = join(modules, '@digdir', 'designsystemet', 'dist', 'bin', 'designsystemet.js');
  const run = (...args) => execFileSync(process.execPath, [command, 'tokens', ...args, '--config', config], { cwd: root });
  fresh(work);
  run('create');
  run('build', '-t', 'var/assets/tokens', '-o', 'var/assets/theme');
  const names = Object.keys(JSON.parse(readFileSync(config, 'utf8')).themes);
  for (const name of names) cpSync(join(work, 'theme', `${name}.css`), join(vendor, 'themes', `${name}.css`));
  cpSync(join(vendor, 'themes', `${names[0]}.css`), join(vendor, 'theme.css'));
}

/** The characters that the makers of the font files put into one subset. */
function unicodeRange(subset, weight) {
  const css = readFileSync(join(modules, '@fontsource', 'inter', `${weight}.css`), 'utf8');
  const face = css.split('/*').find((part) => part.startsWith(` inter-${subset}-${weight}-normal `));
  return face.match(/unicode-range: ([^;]+);/)[1];
}

function fontFace(subset, weight) {
  const file = `inter-${subset}-${weight}-normal.woff2`;
  cpSync(join(modules, '@fontsource', 'inter', 'files', file), join(vendor, 'fonts', file));
  return `@font-face {
  font-family: "Inter";
  font-style: normal;
  font-weight: ${weight};
  font-display: swap;
  src: url("fonts/${file}") format("woff2");
  unicode-range: ${unicodeRange(subset, weight)};
}
`;
}

function buildFonts() {
  const faces = Object.keys(weights).flatMap((weight) => subsets.map((subset) => fontFace(subset, weight)));
  writeFileSync(join(vendor, 'inter.css'), faces.join(''));
  for (const [weight, name] of Object.entries(weights)) {
    const file = `Inter_${weight}${name}.ttf`;
    cpSync(join(modules, '@expo-google-fonts', 'inter', `${weight}${name}`, file), join(chartFonts, file));
  }
  for (const file of otherFaces) cpSync(join(modules, 'dejavu-fonts-ttf', 'ttf', file), join(documentFonts, file));
}

function copyRest() {
  cpSync(join(modules, '@digdir', 'designsystemet-css', 'dist', 'src', 'index.css'), join(vendor, 'designsystemet.css'));
  cpSync(join(modules, 'htmx.org', 'dist', 'htmx.min.js'), join(vendor, 'htmx.min.js'));
  cpSync(join(modules, 'axe-core', 'axe.min.js'), join(testAssets, 'axe.min.js'));
  for (const [name, source] of Object.entries(licences)) cpSync(join(modules, source), join(vendor, 'licences', name));
}

fresh(vendor);
mkdirSync(chartFonts, { recursive: true });
mkdirSync(documentFonts, { recursive: true });
mkdirSync(testAssets, { recursive: true });
buildThemes();
buildFonts();
copyRest();
