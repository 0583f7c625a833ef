// Enhancement of public pages: text size, contrast, sharing, printing, menu, directory filter, suggestions.
// Every page is whole without it; controls that need it carry .js-only and appear by it.
(() => {
  const root = document.documentElement;
  const recall = (key) => { try { return localStorage.getItem(key) || ''; } catch { return ''; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } };

  // Runs in the head, so that a reader's own size and contrast are there at first paint.
  root.classList.add('js');
  let size = Math.min(3, Number(recall('size')) || 0);
  root.dataset.size = size;
  root.dataset.contrast = recall('contrast');

  // đ is a letter of its own, not a d with an accent: normalisation leaves it alone.
  const fold = (text) => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd');

  const pressed = () => document.querySelectorAll('[data-do=contrast]').forEach((b) => b.setAttribute('aria-pressed', root.dataset.contrast === 'high'));

  const acts = {
    larger: () => resize(1),
    smaller: () => resize(-1),
    contrast: () => {
      root.dataset.contrast = root.dataset.contrast ? '' : 'high';
      keep('contrast', root.dataset.contrast);
      pressed();
    },
    print: () => print(),
    share: (b) => navigator.share({ title: document.title, url: b.dataset.url }).catch(() => {}),
    copy: (b) => navigator.clipboard.writeText(b.dataset.url).then(() => { b.textContent = b.dataset.done; }),
  };
  const resize = (step) => {
    size = Math.max(0, Math.min(3, size + step));
    root.dataset.size = size;
    keep('size', size);
  };

  document.addEventListener('DOMContentLoaded', () => {
    pressed();
    if (navigator.share) document.querySelectorAll('[data-do=share]').forEach((b) => { b.hidden = false; });
    if (!navigator.clipboard) document.querySelectorAll('[data-do=copy]').forEach((b) => { b.hidden = true; });

    const open = () => document.querySelectorAll('.menu details[open]');
    document.addEventListener('click', (e) => {
      const button = e.target.closest('[data-do]');
      if (button) acts[button.dataset.do](button);
      open().forEach((d) => { if (!d.contains(e.target)) d.open = false; });
    });
    document.addEventListener('keydown', (e) => {
      if (e.key !== 'Escape') return;
      open().forEach((d) => {
        if (d.contains(document.activeElement)) d.firstElementChild.focus();
        d.open = false;
      });
    });

    // Beside the results there is room for the ways to narrow them.
    if (matchMedia('(width >= 60rem)').matches) document.querySelectorAll('.facets > details').forEach((d) => { d.open = true; });

    // A video of a service is asked for only when somebody wants to see it.
    const players = {
      youtube: (id) => `https://www.youtube-nocookie.com/embed/${id}?autoplay=1`,
      vimeo: (id) => `https://player.vimeo.com/video/${id}?dnt=1&autoplay=1`,
    };
    document.querySelectorAll('figure[data-video] > a').forEach((link) => {
      const [service, id] = link.parentElement.dataset.video.split(':');
      if (players[service]) {
        link.addEventListener('click', (e) => {
          e.preventDefault();
          const frame = document.createElement('iframe');
          Object.assign(frame, { src: players[service](id), title: link.textContent, allow: 'autoplay; fullscreen; picture-in-picture', allowFullscreen: true });
          link.replaceWith(frame);
          frame.focus();
        });
      }
    });

    // Suggestions under a search box: a list that arrow keys walk through. The form works without.
    document.querySelectorAll('form[data-suggest]').forEach((form, number) => {
      // A draft shown at the desk searches the site, which answers no other page's scripts.
      if (new URL(form.action).origin !== location.origin) return;
      const input = form.elements.q;
      const list = document.createElement('ul');
      Object.assign(list, { className: 'suggest', id: `goi-y-${number}`, hidden: true });
      list.setAttribute('role', 'listbox');
      list.setAttribute('aria-label', form.dataset.suggest);
      form.append(list);
      input.setAttribute('role', 'combobox');
      input.setAttribute('aria-controls', list.id);
      input.setAttribute('aria-autocomplete', 'list');
      const address = form.getAttribute('action').replace(/tim-kiem$/, 'goi-y');
      let at = -1, wait = 0, asked = '';
      const show = (on) => { list.hidden = !on; input.setAttribute('aria-expanded', on); };
      const close = () => { at = -1; input.removeAttribute('aria-activedescendant'); show(false); };
      const choose = (to) => {
        const lines = [...list.children];
        at = (to + lines.length) % lines.length;
        lines.forEach((li, n) => li.setAttribute('aria-selected', n === at));
        input.setAttribute('aria-activedescendant', lines[at].id);
      };
      const ask = async () => {
        const typed = asked = input.value.trim();
        if (typed.length < 2) return close();
        const lines = await fetch(`${address}?q=${encodeURIComponent(typed)}`).then((r) => (r.ok ? r.json() : [])).catch(() => []);
        if (typed !== asked || document.activeElement !== input) return;
        list.replaceChildren(...lines.map((line, n) => {
          const li = document.createElement('li');
          Object.assign(li, { id: `${list.id}-${n}`, textContent: line.title });
          li.setAttribute('role', 'option');
          li.dataset.url = line.url;
          const kind = document.createElement('small');
          kind.textContent = ` ${[line.number, line.kind].filter(Boolean).join(' · ')}`;
          li.append(kind);
          return li;
        }));
        at = -1;
        show(lines.length > 0);
      };
      show(false);
      input.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(ask, 120); });
      input.addEventListener('keydown', (e) => {
        if (list.hidden) return;
        if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { e.preventDefault(); choose(at + (e.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1)); }
        // Escape empties a search box: the first closes the list alone.
        if (e.key === 'Escape') { e.preventDefault(); close(); }
        if (e.key === 'Enter' && at >= 0) { e.preventDefault(); location.href = list.children[at].dataset.url; }
      });
      list.addEventListener('pointerdown', (e) => {
        const line = e.target.closest('li');
        if (line) { e.preventDefault(); location.href = line.dataset.url; }
      });
      input.addEventListener('blur', () => setTimeout(close, 150));
    });

    document.querySelectorAll('[data-filter]').forEach((form) => {
      const list = document.getElementById(form.dataset.filter);
      const status = form.parentElement.querySelector('[data-count]');
      const names = [...list.querySelectorAll('li')].map((li) => [li, fold(li.textContent)]);
      const filter = () => {
        const wanted = fold(form.elements[0].value.trim());
        let count = 0;
        names.forEach(([li, name]) => { count += !(li.hidden = !name.includes(wanted)); });
        list.querySelectorAll('section').forEach((s) => { s.hidden = !s.querySelector('li:not([hidden])'); });
        status.textContent = `${status.dataset.count} ${count}`;
      };
      form.addEventListener('input', filter);
      form.addEventListener('submit', (e) => {
        e.preventDefault();
        const left = names.filter(([li]) => !li.hidden);
        if (left.length === 1) location.href = left[0][0].firstElementChild.href;
      });
    });
  });
})();
