// Keeps a page of the preview up to date. `digest serve` serves this script from memory; it is
// never published. Text from files is inserted as text nodes only.
(() => {
  'use strict';

  const own = document.currentScript;
  let tag = own.dataset.tag;
  let session = null;
  let events = null;
  let overlay = null;
  let pending = Promise.resolve();

  function listen() {
    if (events) return;
    events = new EventSource('/.digest/events');
    events.addEventListener('state', event => {
      const state = JSON.parse(event.data);
      if (session && session !== state.session) return reload();
      session = state.session;
      showProblems(state);
      // One after the other, so that an old response never overwrites a newer one.
      pending = pending.then(refresh, refresh);
    });
  }

  // Browsers open at most six connections per host, so hidden pages must not use them up.
  function follow() {
    if (document.visibilityState === 'visible') return listen();
    if (events) events.close();
    events = null;
  }

  async function refresh() {
    const response = await fetch(location.pathname + location.search, {
      cache: 'no-store', headers: { 'If-None-Match': `"${tag}"` },
    });
    if (response.status === 304) return;
    const newTag = (response.headers.get('ETag') || '').replace(/"/g, '');
    const type = response.headers.get('Content-Type') || '';
    if (newTag === tag) return;
    if (!type.startsWith('text/html')) return reload();
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (scripts(page) !== scripts(document)) return reload();
    replace(page);
    tag = newTag;
  }

  function scripts(page) {
    return [...page.querySelectorAll('script[src]')]
      .map(script => script.getAttribute('src')).join(' ');
  }

  // Browsers keep the scroll position across a reload.
  function reload() {
    location.reload();
  }

  function replace(page) {
    const { scrollX, scrollY } = window;
    document.title = page.title;
    swapStyles(page);
    morph(document.body, page.body);
    window.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
    document.dispatchEvent(new CustomEvent('digest:replaced'));
  }

  // Old style sheets are removed once the new ones have loaded, so the page is never unstyled.
  function swapStyles(page) {
    const selector = 'link[rel~="stylesheet"]';
    const old = [...document.head.querySelectorAll(selector)];
    const fresh = [...page.head.querySelectorAll(selector)];
    const wanted = fresh.map(link => link.getAttribute('href'));
    const present = old.map(link => link.getAttribute('href'));
    const gone = old.filter(link => !wanted.includes(link.getAttribute('href')));
    const added = fresh.filter(link => !present.includes(link.getAttribute('href')));
    if (added.length === 0) return gone.forEach(link => link.remove());
    for (const link of added) {
      const copy = document.importNode(link, true);
      copy.addEventListener('load', () => gone.forEach(link => link.remove()), { once: true });
      document.head.append(copy);
    }
  }

  // Changes the nodes that differ, and leaves the others with their listeners and focus alone.
  function morph(old, fresh) {
    if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
      return old.replaceWith(document.importNode(fresh, true));
    }
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
      return;
    }
    if (old.isEqualNode(fresh)) return;
    // A copy, as the list changes with each removal.
    for (const { name } of Array.from(old.attributes)) {
      if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    const before = [...old.childNodes];
    const after = [...fresh.childNodes];
    before.slice(after.length).forEach(node => node.remove());
    after.forEach((node, index) => {
      if (index < before.length) morph(before[index], node);
      else old.append(document.importNode(node, true));
    });
  }

  const style = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; }
    section { max-height: 60vh; overflow: auto; box-sizing: border-box; padding: 1rem 1.5rem;
      background: #1c1014; color: #f6e9ec; border-top: 4px solid #e5484d;
      font: 15px/1.5 system-ui, sans-serif; }
    h1 { margin: 0 0 .5rem; font-size: 1rem; }
    ol { margin: 0; padding: 0; list-style: none; }
    li { margin: .75rem 0; }
    code, pre { font: 13px/1.5 ui-monospace, monospace; }
    code { color: #ffb4b7; overflow-wrap: anywhere; }
    pre { margin: .25rem 0; padding: .4rem .6rem; background: #2c1a20; overflow: auto; }
    p { margin: 0; overflow-wrap: anywhere; }
    .hint { color: #e8c9a0; }`;

  function showProblems(state) {
    if (state.count === 0 && !state.failure) {
      if (overlay) overlay.remove();
      overlay = null;
      return;
    }
    if (!overlay) {
      overlay = document.createElement('digest-problems');
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      overlay.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
      // Outside the body, which is replaced when the page changes.
      document.documentElement.append(overlay);
    }
    overlay.shadowRoot.replaceChildren(panel(state));
  }

  function panel(state) {
    const section = element('section', null);
    section.setAttribute('role', 'alert');
    const count = state.count === 1 ? '1 error' : `${state.count} errors`;
    section.append(element('h1', `${state.failure || count}; the page shows the last good state`));
    const list = element('ol', null);
    for (const problem of state.problems) list.append(item(problem));
    section.append(list);
    const rest = state.count - state.problems.length;
    if (rest > 0) section.append(element('p', `… and ${rest} more`));
    return section;
  }

  function item(problem) {
    const entry = element('li', null);
    const place = [problem.path, problem.line, problem.column].filter(part => part).join(':');
    entry.append(element('code', place), element('p', problem.message));
    if (problem.source) entry.append(element('pre', problem.source));
    if (problem.hint) {
      const hint = element('p', `hint: ${problem.hint}`);
      hint.className = 'hint';
      entry.append(hint);
    }
    return entry;
  }

  function element(name, text) {
    const made = document.createElement(name);
    if (text !== null) made.textContent = text;
    return made;
  }

  document.addEventListener('visibilitychange', follow);
  window.addEventListener('pagehide', () => { if (events) events.close(); events = null; });
  window.addEventListener('pageshow', follow);
  follow();
})();
