// Opens an envelope and closes another one with a library that is not ours; asked on standard input, answers on standard output.
import { createHash } from 'node:crypto';
import { CompactEncrypt, CompactSign, calculateJwkThumbprint, compactDecrypt, compactVerify, importJWK } from 'jose';

let text = '';
for await (const part of process.stdin) text += part;
const asked = JSON.parse(text);
const bare = ({ kty, crv, x, y }) => ({ kty, crv, x, y });
const signer = await importJWK(asked.signing, 'ES256');
const verifier = await importJWK(bare(asked.signing), 'ES256');
const opener = await importJWK(asked.receiving, 'ECDH-ES+A256KW');
const sealer = await importJWK(bare(asked.receiving), 'ECDH-ES+A256KW');
const utf8 = new TextEncoder();

const { plaintext } = await compactDecrypt(asked.envelope, opener, { keyManagementAlgorithms: ['ECDH-ES+A256KW'], contentEncryptionAlgorithms: ['A256GCM'] });
const { payload } = await compactVerify(new TextDecoder().decode(plaintext), verifier, { algorithms: ['ES256'] });
const signed = await new CompactSign(utf8.encode(asked.payload))
  .setProtectedHeader({ alg: 'ES256', kid: await calculateJwkThumbprint(bare(asked.signing)), typ: 'hyx+jwt' }).sign(signer);
const envelope = await new CompactEncrypt(utf8.encode(signed)).setProtectedHeader({
  alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: await calculateJwkThumbprint(bare(asked.receiving)), cty: 'JWT', peer: asked.handle,
}).encrypt(sealer);
console.log(JSON.stringify({
  payload: new TextDecoder().decode(payload), id: createHash('sha256').update(payload).digest('hex'),
  thumbprint: await calculateJwkThumbprint(bare(asked.signing)), envelope,
}));
