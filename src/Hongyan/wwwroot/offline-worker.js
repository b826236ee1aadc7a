// Shows the page of the offline check when the network does not. What is kept the page itself has put there: its own files, public keys, status lists.
const patience = 3000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', event => {
  const { request } = event;
  // What the page fetches to be kept is never answered from what is kept.
  if (request.method !== 'GET' || request.cache === 'no-store' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  const isPage = request.mode === 'navigate';
  const kept = await (await caches.open('hongyan-verify')).match(request, { ignoreVary: true, ignoreSearch: isPage });
  if (!kept) return fetch(request);
  if (!isPage || !self.navigator.onLine) return kept;
  const late = new Promise(done => setTimeout(done, patience, kept));
  const fresh = fetch(request).then(answered => answered.ok ? answered : kept, () => kept);
  return Promise.race([fresh, late]);
}
