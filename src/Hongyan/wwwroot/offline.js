// The check without a network: keys and status lists are kept in this browser when somebody asks for it; what is typed or seen leaves it never.
document.addEventListener('DOMContentLoaded', async () => {
  const page = document.querySelector('[data-offline]');
  if (!page) return;
  const store = 'hongyan-verify', months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  const part = name => page.querySelector(`[data-part="${name}"]`);
  const show = (name, isShown = true) => { part(name).hidden = !isShown; };
  const say = name => page.querySelectorAll('[data-said]').forEach(one => { one.hidden = one.dataset.said !== name; });
  let set;

  show('without', false);
  if (!window.crypto?.subtle || !navigator.serviceWorker || !window.caches) return show('unable');
  part('keep').addEventListener('click', keep);
  part('renew').addEventListener('click', keep);
  part('forget').addEventListener('click', forget);
  part('check').addEventListener('submit', async event => {
    event.preventDefault();
    const text = event.target.elements.Asked.value;
    if (text.trim()) answer(await CertificateCode.check(text, set, Date.now(), Number(page.dataset.days)));
  });

  try {
    set = await kept();
  } catch {
    say('broken');
  }
  tell();
  if (set && navigator.onLine) await renew().catch(() => {}); // what is kept stays
  page.dataset.ready = 'yes';

  async function keep() {
    try {
      say(await renew());
    } catch {
      say('failed');
    }
  }

  async function forget() {
    await caches.delete(store);
    const registration = await navigator.serviceWorker.getRegistration(page.dataset.page);
    await registration?.unregister();
    set = undefined;
    part('answer').replaceChildren();
    tell();
    say('forgotten');
  }

  /** Fetches everything, and keeps it when it is signed by the root that is kept already. Returns what is to be said. */
  async function renew() {
    const shell = await fetched(page.dataset.page);
    const seen = new DOMParser().parseFromString(await shell.clone().text(), 'text/html');
    const { keys, lists } = seen.querySelector('[data-offline]').dataset;
    const signed = new Map();
    for (const address of [keys, ...addresses(lists)]) signed.set(address, await (await fetched(address)).text());
    const cache = await caches.open(store);
    const fresh = await read(signed.get(keys), addresses(lists).map(address => signed.get(address)));
    if (set && set.root !== fresh.root) return 'other-root';
    // An earlier list, or none, would hide what was withdrawn since: what is kept stays.
    const isOlder = old => !fresh.lists.some(list => CertificateCode.isSameList(list.uri, old.uri) && list.issuedAt >= old.issuedAt);
    if (set && (fresh.issuedAt < set.issuedAt || set.lists.some(isOlder))) return 'older';
    const wanted = new Set([page.dataset.page, ...signed.keys(), ...files(seen)]);
    for (const address of files(seen))
      if (!await match(cache, address)) await cache.put(address, await fetched(address)); // its version stands in its address
    for (const [address, text] of signed) await cache.put(address, new Response(text));
    await cache.put(page.dataset.page, shell);
    for (const request of await cache.keys())
      if (![...wanted].some(address => new URL(address, location.href).href === request.url)) await cache.delete(request);
    await navigator.serviceWorker.register(page.dataset.worker, { scope: page.dataset.page });
    await navigator.serviceWorker.ready;
    set = fresh;
    tell();
    return 'kept';
  }

  /** Nobody is signed in to what is kept, and it speaks the language of this page. */
  async function fetched(address) {
    const answered = await fetch(address, { cache: 'no-store', credentials: 'omit', headers: { 'Accept-Language': document.documentElement.lang } });
    if (!answered.ok) throw new Error(`${address}: ${answered.status}`);
    return answered;
  }

  /** What the page is made of. */
  function files(seen) {
    const named = (selector, name) => [...seen.querySelectorAll(selector)].map(one => one.getAttribute(name).split('#')[0]);
    return new Set([...named('link[rel=stylesheet], link[rel=icon]', 'href'), ...named('script[src]', 'src'), ...named('main use', 'href'),
      ...named('[data-scan-jsqr]', 'data-scan-jsqr')]);
  }

  function match(cache, address) {
    return cache.match(address, { ignoreVary: true });
  }

  function addresses(list) {
    return list.split(' ').filter(Boolean);
  }

  async function kept() {
    if (!await caches.has(store)) return undefined;
    const cache = await caches.open(store);
    const keys = await match(cache, page.dataset.keys);
    const lists = await Promise.all(addresses(page.dataset.lists).map(address => match(cache, address)));
    return keys && read(await keys.text(), await Promise.all(lists.filter(Boolean).map(list => list.text())));
  }

  /** A list that cannot be read, or is signed by somebody else, counts as missing: then nothing is green. */
  async function read(keys, lists) {
    const read = await CertificateCode.keySet(keys);
    for (const list of lists)
      await CertificateCode.statusList(list, read).then(one => read.lists.push(one), () => {});
    return read;
  }

  /** What is kept, and of when. */
  function tell() {
    show('none', !set);
    show('check', Boolean(set));
    show('kept', Boolean(set));
    if (!set) return;
    const dates = set.lists.map(list => list.issuedAt), oldest = Math.min(...dates);
    fill(part('kept'), {
      issuer: set.issuer, fingerprint: set.fingerprint, keysOn: dayText(CertificateCode.dayOf(set.issuedAt)),
      listOn: dates.length > 0 ? dayText(CertificateCode.dayOf(oldest)) : null,
    });
    show('stale', !(oldest <= Date.now() && Date.now() - oldest <= page.dataset.days * 86_400_000));
  }

  function answer(found) {
    const verdict = page.querySelector(`template[data-verdict="${found.state}"]`).content.cloneNode(true);
    const days = Object.fromEntries(['from', 'until', 'listOn'].map(name => [name, found[name] && dayText(found[name])]));
    fill(verdict, { ...found, ...days, issuer: set.issuer, today: dayText(CertificateCode.dayOf(Date.now())) });
    part('answer').replaceChildren(verdict);
    part('answer').scrollIntoView({ block: 'nearest' });
  }

  function fill(inside, values) {
    for (const one of inside.querySelectorAll('[data-of]')) one.textContent = values[one.dataset.of] ?? '—';
    for (const one of inside.querySelectorAll('[data-words]')) one.textContent = one.textContent.replace('{0}', values[one.dataset.words] ?? '—');
  }

  /** As Platform/Parts/DateText.cs writes it. */
  function dayText(day) {
    const [year, month, date] = day.split('-');
    return document.documentElement.lang === 'en' ? `${Number(date)} ${months[month - 1]} ${year}` : day;
  }
});
