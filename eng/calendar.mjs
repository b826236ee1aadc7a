// node eng/calendar.mjs 2024 2025 2026: writes policy/calendar/<year>.json from the npm package chinese-days.
// holidays: days off that fall on Monday to Friday; workdays: Saturdays and Sundays that are worked.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = createRequire(import.meta.url)('chinese-days/package.json');
const data = JSON.parse(readFileSync(join(root, 'node_modules', 'chinese-days', 'dist', 'chinese-days.json'), 'utf8'));
const target = join(root, 'policy', 'calendar');
mkdirSync(target, { recursive: true });

for (const year of process.argv.slice(2)) {
  const of = days => Object.keys(days).filter(day => day.startsWith(`${year}-`)).sort();
  const holidays = of(data.holidays).filter(day => !isWeekend(day));
  const workdays = of(data.workdays).filter(isWeekend);
  if (holidays.length === 0) throw new Error(`chinese-days ${version} has no holidays for ${year}.`);
  const calendar = { year: Number(year), source: `chinese-days ${version}`, holidays, workdays };
  writeFileSync(join(target, `${year}.json`), `${JSON.stringify(calendar, null, 2)}\n`);
  console.log(`${year}: ${holidays.length} weekdays off, ${workdays.length} weekend days worked`);
}

function isWeekend(day) {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
