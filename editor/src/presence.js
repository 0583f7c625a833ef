// Who else is in this text: one calm line.

import { post } from './send.js';
import { say } from './words.js';

const EVERY_MS = 15_000;

export function watchPresence(form) {
  const line = document.querySelector('[data-presence]');
  if (!line) return;
  let timer;
  async function ask() {
    clearTimeout(timer);
    timer = setTimeout(ask, EVERY_MS);
    if (!form.dataset.presenceUrl || document.visibilityState === 'hidden') return;
    try {
      const { others = [] } = await post(form.dataset.presenceUrl, new URLSearchParams());
      const words = others.length ? say('presence', { names: others.join(', ') }) : '';
      if (line.textContent !== words) line.textContent = words;
      line.hidden = !words;
    } catch {
      line.hidden = true;
    }
  }
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') ask(); });
  form.addEventListener('numbered', ask);
  ask();
}
