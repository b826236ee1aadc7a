// Reads the code of a certificate and judges it with keys and lists at hand, as Certificates/TrustedIssuer.cs does. Nothing goes over the network.
const CertificateCode = (() => {
  const es256 = -7, signatureLength = 64, shortKid = 8, longKid = 9, longest = 2000;
  const dayLength = 86_400_000, china = 8 * 3_600_000;
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const utf8 = new TextEncoder(), letters = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const base32Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

  /** The day in China, as 2026-05-10. */
  const dayOf = time => new Date(time + china).toISOString().slice(0, 10);
  const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const isSigned = (key, signature, signed) => crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, signed);
  const imported = ({ kty, crv, x, y }) => crypto.subtle.importKey('jwk', { kty, crv, x, y }, curve, true, ['verify']);
  const wrong = why => { throw new Error(why); };

  /** Without the blanks, marks and full-width letters that copying and typing bring in. */
  const tidy = text => text.replaceAll('\uFFFD', '').normalize('NFKC')
    .replace(/[\s\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF]+/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-');

  function toBase64(bytes) {
    return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  }

  function ofBase64(text) {
    if (!/^[\w-]*$/.test(text)) wrong('no base64url');
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), one => one.charCodeAt(0));
  }

  function ofBase32(text) {
    const bytes = [];
    let held = 0, bits = 0;
    for (const letter of text.toUpperCase()) {
      const value = base32Letters.indexOf(letter);
      if (value < 0) wrong('no base32');
      held = ((held << 5) | value) & 0xFFF;
      bits += 5;
      if (bits < 8) continue;
      bits -= 8;
      bytes.push((held >> bits) & 0xFF);
    }
    if (bits >= 5 || held & ((1 << bits) - 1)) wrong('cut off');
    return Uint8Array.from(bytes);
  }

  /** RFC 8949, what codes hold of it: numbers, bytes, texts, arrays and maps of a definite length. A name said twice is refused. */
  function cbor(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    const whole = value();
    return at === bytes.length ? whole : wrong('more than one value');

    function size(kind) {
      if (kind < 24) return kind;
      const width = [1, 2, 4, 8][kind - 24] ?? wrong('no definite length');
      at += width;
      return width === 8 ? Number(view.getBigUint64(at - 8)) : view[`getUint${8 * width}`](at - width);
    }

    function take(length) {
      if (at + length > bytes.length) wrong('cut off');
      at += length;
      return bytes.subarray(at - length, at);
    }

    function map(length) {
      const pairs = new Map();
      for (let count = 0; count < length; count++) {
        const name = value();
        if (pairs.has(name)) wrong('said twice');
        pairs.set(name, value());
      }
      return pairs;
    }

    function value() {
      const first = view.getUint8(at++);
      const length = size(first & 31);
      if (first >> 5 > 1 && first >> 5 < 6 && length > bytes.length) wrong('cut off');
      switch (first >> 5) {
        case 0: return length;
        case 1: return -1 - length;
        case 2: return take(length);
        case 3: return letters.decode(take(length));
        case 4: return Array.from({ length }, value);
        case 5: return map(length);
        case 6: return length === 18 ? value() : wrong('another tag');
        default: return null; // of a claim that nobody here knows
      }
    }
  }

  /** The second form: a CWT in COSE_Sign1. Nothing may stand outside its signature. */
  function ofCwt(text) {
    const parts = cbor(ofBase32(text));
    if (!Array.isArray(parts) || parts.length !== 4) wrong('no message');
    const [head, open, content, signature] = parts;
    if (!(open instanceof Map) || open.size > 0 || signature?.length !== signatureLength) wrong('no such message');
    const header = cbor(head), claims = cbor(content);
    const [algorithm, kid] = [header.get(1), header.get(4)];
    if (header.size !== 2 || !Number.isInteger(algorithm) || !(kid instanceof Uint8Array) || kid.length !== shortKid) wrong('another header');
    const [name, committee] = claims.get(-65537) ?? wrong('no holder');
    const [place, uri] = ['idx', 'uri'].map(member => claims.get(65535)?.get('status_list')?.get(member));
    const facts = { number: claims.get(2), name, committee, path: claims.get(1) };
    if ([...Object.values(facts), uri].some(one => typeof one !== 'string' || !one) || !Number.isInteger(place)) wrong('something is missing');
    const signed = Uint8Array.of(0x84, ...string(3, utf8.encode('Signature1')), ...string(2, head), ...string(2, []), ...string(2, content));
    return {
      algorithm, signed, signature, kid: toBase64(kid), status: { place, uri },
      facts: { ...facts, from: dayOf(claims.get(6) * 1000), until: dayOf(claims.get(4) * 1000 - 1000) },
    };
  }

  /** RFC 8949: a text (3) or bytes (2) of at most 65,535. */
  function string(major, bytes) {
    const length = bytes.length;
    const head = length < 24 ? [length] : length < 256 ? [24, length] : [25, length >> 8, length & 255];
    return [(major << 5) | head[0], ...head.slice(1), ...bytes];
  }

  /** The first form, which paper still holds; no list says whether it still counts. */
  function ofFirstForm(version, facts, signature) {
    const [kid, number, name, committee, path, ...days] = JSON.parse(letters.decode(ofBase64(facts)));
    const read = [kid, number, name, committee, path, ...days];
    if (days.length !== 3 || read.some(one => typeof one !== 'string') || !/^[\da-f]{32}$/i.test(days[2])) wrong('other facts');
    const [from, until] = days.map(day => day.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'));
    if ([from, until].some(day => Number.isNaN(Date.parse(day)))) wrong('no days');
    const sealed = ofBase64(signature);
    if (sealed.length !== signatureLength) wrong('cut off');
    const told = { number, name, committee, path, from, until };
    return { algorithm: es256, signed: utf8.encode(`HY1.${facts}`), signature: sealed, kid, status: null, facts: told };
  }

  const isMeant = text => /HY1\.|HY2:|\/V\//i.test(text);

  function read(text) {
    if (text.length > longest) wrong('too long');
    const code = text.slice(text.lastIndexOf('/') + 1);
    if (/HY2:|\/V\//i.test(text)) return ofCwt(code.replace(/^HY2:/i, '').replaceAll('-', ''));
    const parts = code.split('.');
    return parts.length === 3 && /^HY1$/i.test(parts[0]) ? ofFirstForm(...parts) : wrong('another form');
  }

  function jws(text, type) {
    const parts = text.trim().split('.');
    if (parts.length !== 3) wrong('no signed object');
    const [header, content] = parts.slice(0, 2).map(part => JSON.parse(letters.decode(ofBase64(part))));
    if (header.typ !== type || header.alg !== 'ES256' || 'crit' in header) wrong(`no ${type}`);
    return { header, content, signed: utf8.encode(`${parts[0]}.${parts[1]}`), signature: ofBase64(parts[2]) };
  }

  /** Eight groups of five digits, as Certificates/Fingerprint.cs makes them. */
  async function fingerprint(thumbprint) {
    const view = new DataView((await sha256(thumbprint)).buffer);
    return Array.from({ length: 8 }, (_, group) => String(view.getUint32(4 * group) % 100_000).padStart(5, '0')).join(' ');
  }

  /** The keys of an installation, when its root signed them. */
  async function keySet(text) {
    const { header, content, signed, signature } = jws(text, 'jwk-set+jwt');
    const { crv, kty, x, y } = header.jwk;
    const thumbprint = await sha256(utf8.encode(JSON.stringify({ crv, kty, x, y })));
    if (header.kid !== toBase64(thumbprint) || !await isSigned(await imported(header.jwk), signature, signed)) wrong('its root did not sign it');
    const set = { issuer: content.iss, root: header.kid, fingerprint: await fingerprint(thumbprint), issuedAt: content.iat * 1000,
      certificates: new Map(), status: new Map(), lists: [] };
    for (const jwk of content.keys) {
      const isCertificate = jwk.purpose === 'certificate' && jwk.committee;
      if (!isCertificate && jwk.purpose !== 'status') continue;
      if (jwk.alg !== 'ES256') { // another algorithm is no fault of the code
        if (isCertificate) set.certificates.set(jwk.kid, { algorithm: jwk.alg });
        continue;
      }
      const key = await imported(jwk);
      const hash = await sha256(await crypto.subtle.exportKey('spki', key));
      const [short, long] = [shortKid, longKid].map(length => toBase64(hash.subarray(0, length)));
      if (!isCertificate) set.status.set(short, key);
      else for (const kid of [short, long]) set.certificates.set(kid, { algorithm: 'ES256', key, path: jwk.committee, retired: jwk.retired });
    }
    return set;
  }

  /** A Token Status List of two bits, when a status key of the set signed it. */
  async function statusList(text, set) {
    const { header, content, signed, signature } = jws(text, 'statuslist+jwt');
    const key = set.status.get(header.kid);
    if (!key || !await isSigned(key, signature, signed) || content.status_list.bits !== 2) wrong('no list of this issuer');
    const packed = new Blob([ofBase64(content.status_list.lst)]).stream().pipeThrough(new DecompressionStream('deflate'));
    const values = new Uint8Array(await new Response(packed).arrayBuffer());
    const at = place => place >= 0 && place < 4 * values.length ? (values[place >> 2] >> (2 * (place & 3))) & 3 : undefined;
    return { uri: content.sub, issuedAt: content.iat * 1000, at };
  }

  /** By its address, or by its number where the issuer has another address now. */
  const isSameList = (one, other) => one === other || numberOf(one) === numberOf(other);
  const numberOf = uri => Number(/[/:](\d+)$/.exec(uri)?.[1] ?? 0);

  /** What a text is worth: a state as ShownCertificate names it and, when the signature vouches for them, the facts. */
  async function check(text, set, now, days) {
    const asked = tidy(text);
    if (!isMeant(asked)) return { state: 'number' };
    let code;
    try {
      code = read(asked);
    } catch {
      return { state: 'unreadable' };
    }
    const key = set.certificates.get(code.kid);
    if (!key) return { state: 'elsewhere' };
    if (key.algorithm !== 'ES256') return { state: 'uncheckable' };
    const { facts, status } = code;
    if (code.algorithm !== es256 || key.path !== facts.path || facts.from > key.retired || !await isSigned(key.key, code.signature, code.signed))
      return { state: 'forged' };
    const [list] = set.lists.filter(one => status && isSameList(one.uri, status.uri))
      .sort((one, other) => other.issuedAt - one.issuedAt);
    const value = list?.at(status.place);
    const isFresh = list && list.issuedAt <= now && now - list.issuedAt <= days * dayLength;
    const state = value === 1 ? 'withdrawn' : value === 2 ? 'lost' : facts.until < dayOf(now) ? 'expired' : value === 0 && isFresh ? 'valid' : 'dated';
    return { state, ...facts, listOn: list && dayOf(list.issuedAt) };
  }

  return { check, keySet, statusList, isSameList, dayOf };
})();
