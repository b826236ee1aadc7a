// Libraries that nobody here wrote read what the program signs: @auth0/cose and cose-js a message, jose and @sd-jwt a status list and keys,
// sm-crypto a signature by SM2.
import { createPublicKey } from 'node:crypto';
import { Sign1 } from '@auth0/cose';
import cose from 'cose-js';
import { jwtVerify, importJWK } from 'jose';
import { getListFromStatusListJWT } from '@sd-jwt/jwt-status-list';
import smCrypto from 'sm-crypto';

const asked = JSON.parse(await new Promise(done => {
  let text = '';
  process.stdin.on('data', part => { text += part; }).on('end', () => done(text));
}));
const tried = async check => {
  try {
    return await check();
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};
const answer = {};
if (asked.cose) {
  const bytes = Buffer.from(asked.cose, 'base64');
  const key = createPublicKey({ key: asked.jwk, format: 'jwk' });
  answer.auth0 = await tried(async () => {
    const message = Sign1.decode(bytes);
    await message.verify(key);
    return Buffer.from(message.payload).toString('base64');
  });
  const point = { x: Buffer.from(asked.jwk.x, 'base64url'), y: Buffer.from(asked.jwk.y, 'base64url') };
  answer.coseJs = await tried(async () => Buffer.from(await cose.sign.verify(bytes, { key: point })).toString('base64'));
}
if (asked.jws) {
  const key = await importJWK(asked.jwk, 'ES256');
  answer.jose = await tried(async () => (await jwtVerify(asked.jws, key, { typ: asked.typ })).payload);
  if (asked.place !== undefined) answer.status = await tried(() => getListFromStatusListJWT(asked.jws).getStatus(asked.place));
}
if (asked.sm2) {
  const point = ['x', 'y'].map(half => Buffer.from(asked.jwk[half], 'base64url').toString('hex')).join('');
  answer.sm2 = await tried(() => smCrypto.sm2.doVerifySignature([...Buffer.from(asked.sm2, 'base64')], asked.signature, `04${point}`,
    { hash: true, userId: '1234567812345678' }));
}
console.log(JSON.stringify(answer));
