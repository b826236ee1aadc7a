// node eng/mutation.mjs [mutate-glob…]: breaks the rules line by line with Stryker and sees whether a test fails. The score must not fall
// below eng/mutation-score.txt; a better one is written there, to be committed. Without globs: the folders that eng/stryker.json names.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const least = join(root, 'eng', 'mutation-score.txt');
const output = mkdtempSync(join(tmpdir(), 'hongyan-mutation-'));
// The tests run on Microsoft's testing platform here, for only there Stryker learns which test reaches which mutant.
const environment = { ...process.env, UseMicrosoftTestingPlatformRunner: 'true' };
const longest = 25 * 60 * 1000;
const run = (...args) =>
  spawnSync('dotnet', args, { cwd: join(root, 'tests', 'Hongyan.Rules.Tests'), stdio: 'inherit', env: environment, timeout: longest }).status;
const globs = process.argv.slice(2).flatMap(one => ['--mutate', one]);

if (run('tool', 'restore') !== 0) throw new Error('dotnet tool restore failed.');
const code = run('stryker', '--config-file', join(root, 'eng', 'stryker.json'), '--test-runner', 'mtp', '--output', output,
  '--reporter', 'json', '--reporter', 'cleartext', ...globs);
if (code !== 0) throw new Error('Stryker did not end well.');

const mutants = Object.values(JSON.parse(readFileSync(join(output, 'reports', 'mutation-report.json'), 'utf8')).files).flatMap(file => file.mutants);
rmSync(output, { recursive: true });
const count = (...states) => mutants.filter(one => states.includes(one.status)).length;
const [caught, missed] = [count('Killed', 'Timeout'), count('Survived', 'NoCoverage')];
const score = Math.floor((1000 * caught) / (caught + missed)) / 10;
const demanded = Number(readFileSync(least, 'utf8'));
console.log(`${caught} of ${caught + missed} mutants were caught: ${score} %, at least ${demanded} % are demanded.`);
if (globs.length === 0 && score > demanded) {
  writeFileSync(least, `${score}\n`);
  console.log('The score has risen: commit eng/mutation-score.txt.');
}
if (score < demanded) process.exitCode = 1;
