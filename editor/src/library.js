// The library: several files at once, pictures made smaller, parts that go on where a connection broke.

import { Unreadable, isPicture, shrink } from './shrink.js';

const bring = document.querySelector('form[data-bring]');
const TRIES = 8;

const wait = (ms) => new Promise((done) => {
  const timer = setTimeout(done, ms);
  window.addEventListener('online', () => { clearTimeout(timer); done(); }, { once: true });
});

class SignedOut extends Error {}
class Refused extends Error {}

/** Asks the desk; what the network or the server breaks is thrown as a plain error and tried again. */
async function ask(url, options) {
  const response = await fetch(url, { credentials: 'same-origin', redirect: 'manual', ...options });
  if (response.type === 'opaqueredirect' || response.status === 401) throw new SignedOut();
  if (response.status >= 500 || response.status === 429) throw new Error('unreachable');
  const data = await response.json().catch(() => ({}));
  if (response.status === 409) return data;
  if (!response.ok) throw new Refused(data.message ?? '');
  return data;
}

async function patiently(attempt, onWait) {
  for (let turn = 1; ; turn += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof SignedOut || error instanceof Refused || turn >= TRIES) throw error;
      onWait();
      await wait(Math.min(30_000, 500 * 2 ** turn));
    }
  }
}

const isHeic = (file) => /^image\/hei[cf]/.test(file.type) || /\.hei[cf]$/i.test(file.name);

/** A picture as small as it may be; whatever the browser cannot draw travels as it is, if others can. */
async function light(file) {
  if (!isPicture(file)) return file;
  try {
    const drawn = await shrink(file);
    return isHeic(file) || drawn.size < file.size ? drawn : file;
  } catch (error) {
    if (error instanceof Unreadable && !isHeic(file)) return file;
    throw error;
  }
}

/** Sends one file; goes on from the part that the server says comes next. */
async function send(file, folder, say) {
  const form = new URLSearchParams({ name: file.name, size: String(file.size), folder });
  const resuming = () => say('resuming');
  const { url, part_bytes: size } = await patiently(() => ask(bring.dataset.bring, { method: 'POST', body: form }), resuming);
  const parts = Math.ceil(file.size / size);
  let next = 0;
  for (;;) {
    say(next + 1 === parts ? 'finishing' : 'sending', Math.floor((100 * next) / parts));
    const answer = await patiently(async () => {
      const body = file.slice(next * size, (next + 1) * size);
      return ask(`${url}/${next}`, { method: "PUT", body, headers: { "content-type": "application/octet-stream" } });
    }, resuming);
    if (answer.id) return answer;
    next = answer.parts_done;
  }
}

if (bring) {
  const input = bring.querySelector('input[type=file]');
  const zone = bring.querySelector('[data-bring-zone]');
  const list = bring.querySelector('[data-bring-list]');
  const words = (key) => bring.querySelector("[data-bring-words]").content.querySelector(`[data-word="${key}"]`).textContent;
  // With a script every chosen file goes at once; the button is for those without.
  bring.querySelector('.actions').hidden = true;
  bring.querySelector('.drop-words').hidden = false;
  input.removeAttribute('name');

  const line = (file) => {
    const item = document.createElement('li');
    const name = document.createElement('strong');
    const bar = document.createElement('progress');
    const state = document.createElement('span');
    name.textContent = file.name;
    bar.max = 100;
    bar.setAttribute('aria-label', file.name);
    state.setAttribute('role', 'status');
    item.append(name, bar, state);
    list.append(item);
    return {
      item,
      say(key, percent) {
        state.textContent = words(key).replace('{percent}', percent ?? '');
        if (percent !== undefined) bar.value = percent;
      },
      end(text, failed) {
        bar.hidden = true;
        state.textContent = text;
        item.classList.toggle('failed', failed);
      },
    };
  };

  const bringOne = async (file, folder, shown) => {
    shown.item.classList.remove('failed');
    shown.item.querySelector('progress').hidden = false;
    try {
      shown.say('shrinking');
      const lighter = await light(file);
      if (lighter.size > Number(bring.dataset.max)) return shown.end(words('too-large'), true);
      const { page } = await send(lighter, folder, shown.say);
      shown.end('', false);
      const link = document.createElement('a');
      link.href = page;
      link.textContent = words('came');
      shown.item.lastElementChild.append(link);
      bring.querySelector('[data-bring-done]').hidden = false;
    } catch (error) {
      if (error instanceof Unreadable) return shown.end(words('heic'), true);
      if (error instanceof Refused && error.message) return shown.end(error.message, true);
      shown.end(words(error instanceof SignedOut ? 'signed-out' : 'failed'), true);
      const again = document.createElement('button');
      again.type = 'button';
      again.className = 'button quiet';
      again.textContent = words('again');
      again.addEventListener('click', () => { again.remove(); bringOne(file, folder, shown); });
      shown.item.append(again);
    }
    return undefined;
  };

  // One after another: a weak line is not split among ten files.
  let turn = Promise.resolve();
  const take = (files) => {
    const folder = bring.elements.folder.value;
    for (const file of files) {
      const shown = line(file);
      shown.say('waiting');
      turn = turn.then(() => bringOne(file, folder, shown));
    }
    input.value = '';
  };
  bring.addEventListener('submit', (event) => event.preventDefault());
  input.addEventListener('change', () => take([...input.files]));
  zone.addEventListener('dragover', (event) => { event.preventDefault(); zone.classList.add('over'); });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    take([...event.dataTransfer.files]);
  });
}

// The point of a picture that must stay in sight.
const box = document.querySelector('[data-focus-box]');
const [focusX, focusY] = ['f-focus_x', 'f-focus_y'].map((id) => document.getElementById(id));
if (box && focusX && focusY) {
  const point = box.querySelector('.focus-point');
  document.querySelector('[data-focus-words]').hidden = false;
  const show = () => {
    point.hidden = false;
    point.style.left = `${Math.min(100, Number(focusX.value) || 0)}%`;
    point.style.top = `${Math.min(100, Number(focusY.value) || 0)}%`;
  };
  box.addEventListener('click', (event) => {
    const { left, top, width, height } = box.querySelector('img').getBoundingClientRect();
    const percent = (at, from, whole) => String(Math.max(0, Math.min(100, Math.round((100 * (at - from)) / whole))));
    focusX.value = percent(event.clientX, left, width);
    focusY.value = percent(event.clientY, top, height);
    focusX.dispatchEvent(new Event('input', { bubbles: true }));
    show();
  });
  for (const field of [focusX, focusY]) field.addEventListener('input', show);
  show();
}
