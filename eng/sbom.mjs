// Prints what Hongyan is made of, as CycloneDX 1.6, read from the lock files: NuGet's of the program, npm's without what only tests need.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = file => JSON.parse(readFileSync(join(root, file), 'utf8'));
const properties = readFileSync(join(root, 'Directory.Build.props'), 'utf8');
const onlyWhileBuilding = new Set([...properties.matchAll(/Include="([^"]+)" PrivateAssets="all"/g)].map(found => found[1]));
const hash = base64 => [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }];

function nuget(file) {
  const [packages] = Object.values(read(file).dependencies);
  return Object.entries(packages).filter(([name, one]) => one.type !== 'Project' && !onlyWhileBuilding.has(name)).map(([name, one]) => ({
    type: 'library', name, version: one.resolved, purl: `pkg:nuget/${name}@${one.resolved}`, hashes: hash(one.contentHash),
  }));
}

function npm(file) {
  return Object.entries(read(file).packages).filter(([path, one]) => path && !one.dev).map(([path, one]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const licenses = one.license ? { licenses: [{ license: { name: one.license } }] } : {};
    return {
      type: 'library', name, version: one.version, purl: `pkg:npm/${name.replace('@', '%40')}@${one.version}`,
      hashes: hash(one.integrity.replace('sha512-', '')), ...licenses,
    };
  });
}

const all = [...nuget('src/Hongyan/packages.lock.json'), ...nuget('src/Hongyan.Rules/packages.lock.json'), ...npm('package-lock.json')];
const components = [...new Map(all.map(one => [one.purl, { 'bom-ref': one.purl, ...one }])).values()].sort((a, b) => (a.purl < b.purl ? -1 : 1));
console.log(JSON.stringify({
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { type: 'application', name: 'Hongyan' } },
  components,
}, null, 2));
