// node eng/lunar-days.mjs: writes policy/lunar-days.json from the npm package chinese-days: the statutory days of the lunar calendar and
// Qingming, for every year whose lunar calendar the package knows. They count as days off as long as a year's holidays are not published.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { getLunarFestivals, getSolarTerms, getLunarDate } = require('chinese-days');
const { version } = require('chinese-days/package.json');
const first = 2024, last = 2100;
const days = {};

for (let year = first; year <= last; year++) {
  const spring = festival(year, '春节', `${year}-01-15`, `${year}-02-28`);
  const pureBrightness = getSolarTerms(`${year}-04-03`, `${year}-04-07`).find(term => term.term === 'pure_brightness').date;
  days[year] = [
    ...[-1, 0, 1, 2].map(more => plus(spring, more)), // the eve and the first three days
    pureBrightness,
    festival(year, '端午节', `${year}-05-20`, `${year}-07-05`),
    festival(year, '中秋节', `${year}-09-01`, `${year}-10-15`),
  ].sort().map(day => day.slice(5));
}

const lines = Object.entries(days).map(([year, list]) => `    "${year}": ${JSON.stringify(list)}`);
const target = join(dirname(fileURLToPath(import.meta.url)), '..', 'policy', 'lunar-days.json');
writeFileSync(target, `{\n  "source": "chinese-days ${version}",\n  "days": {\n${lines.join(',\n')}\n  }\n}\n`);
console.log(`${first} to ${last}: ${lines.length} years`);

function festival(year, name, from, to) {
  const found = getLunarFestivals(from, to).filter(day => day.name.includes(name) && !getLunarDate(day.date).isLeap);
  if (found.length !== 1) throw new Error(`chinese-days ${version} knows no single ${name} of ${year}.`);
  return found[0].date;
}

function plus(day, more) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + more);
  return date.toISOString().slice(0, 10);
}
