// The field's service worker: everything that the pages are made of is kept on the phone, so that they
// open with the hub gone. Statements and lists are not its business: they are in the phone's own storage.
// PARTS, LATER and VERSION are filled in when the pages are built. What the camera needs comes after the
// rest, so that a bad network does not keep the pages from being there.

const PARTS = __PARTS__;
const LATER = __LATER__;
const CACHE = 'corridor-field-__VERSION__';

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(PARTS)).then(() => self.skipWaiting()));
});
self.addEventListener('activate', (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith('corridor-field-') && name !== CACHE).map((name) => caches.delete(name))));
  const later = caches.open(CACHE).then((cache) => Promise.allSettled(LATER.map((part) => cache.add(part))));
  event.waitUntil(Promise.all([old.then(() => self.clients.claim()), later]));
});
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return;
  const part = event.request.mode === 'navigate' ? '/field/' : url.pathname;
  event.respondWith(caches.match(part).then((kept) => kept ?? fetched(event, url)));
});

/** From the server; what is there for good is kept from then on. */
async function fetched(event, url) {
  const answer = await fetch(event.request);
  if (answer.ok && url.pathname.startsWith('/assets/')) {
    const copy = answer.clone();
    event.waitUntil(caches.open(CACHE).then((cache) => cache.put(url.pathname, copy)));
  }
  return answer;
}
