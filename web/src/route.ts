// Addresses of the console's pages, kept in the hash so that a page opened from a file or behind
// any path still finds itself. Pure.

export type Route = { page: 'now' } | { page: 'plan' } | { page: 'anew' } | { page: 'convoys' } | { page: 'watch' } | { page: 'aid' } | { page: 'observers' } | { page: 'shared'; token: string } | { page: 'claims' } | { page: 'reading' } | { page: 'devices' } | { page: 'hand' } | { page: 'people'; q?: string } | { page: 'tickets' } | { page: 'twins' } | { page: 'paper' } | { page: 'reconcile' } | { page: 'trust' } | { page: 'convoy'; id: string };

export function parse(hash: string): Route {
  const [page, id] = hash.replace(/^#?\/?/, '').split('/');
  if (page === 'plan') return id === 'anew' ? { page: 'anew' } : { page: 'plan' };
  if (page === 'people') return id === 'tickets' || id === 'twins' || id === 'paper' ? { page: id } : id ? { page: 'people', q: decode(id) } : { page: 'people' };
  if (page === 'trust') return { page: 'trust' };
  if (page === 'convoys' && id === 'reconcile') return { page: 'reconcile' };
  if (page === 'convoys') return id ? { page: 'convoy', id: decode(id) } : { page: 'convoys' };
  if (page === 'watch' && id === 'claims') return { page: 'claims' };
  if (page === 'watch' && id === 'intake') return { page: 'reading' };
  if (page === 'watch') return { page: 'watch' };
  if (page === 'aid') return { page: 'aid' };
  if (page === 'observers') return { page: 'observers' };
  if (page === 'share' && id) return { page: 'shared', token: id };
  if (page === 'devices') return id === 'hand-over' ? { page: 'hand' } : { page: 'devices' };
  return { page: 'now' };
}
export function href(route: Route): string {
  if (route.page === 'convoy') return `#/convoys/${encodeURIComponent(route.id)}`;
  if (route.page === 'claims') return '#/watch/claims';
  if (route.page === 'reading') return '#/watch/intake';
  if (route.page === 'hand') return '#/devices/hand-over';
  if (route.page === 'people') return route.q ? `#/people/${encodeURIComponent(route.q)}` : '#/people';
  if (route.page === 'tickets' || route.page === 'twins' || route.page === 'paper') return `#/people/${route.page}`;
  if (route.page === 'reconcile') return '#/convoys/reconcile';
  if (route.page === 'shared') return `#/share/${route.token}`;
  return route.page === 'anew' ? '#/plan/anew' : `#/${route.page}`;
}
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a hand-typed address with a stray per cent sign
  }
}
