// A shelf of the library inside a dialog: looked through by words, with a button or with Enter.

import { find } from './send.js';
import { say } from './words.js';

/** Lets a shelf be looked through: `named` names its parts, `ask` what is asked for, `draw` shows what was found. */
export function lookThrough(shelf, named, url, ask, draw) {
  const part = (what) => shelf.querySelector(`[data-${named}-${what}]`);
  const [asked, state] = [part('search'), part('state')];
  const search = async () => {
    const words = asked.value.trim();
    let found;
    try {
      found = await find(url(), ask(words));
    } catch {
      state.textContent = say('find-failed');
      return;
    }
    const lines = draw(Array.isArray(found) ? found : found.files ?? []);
    part('list').replaceChildren(...lines);
    state.textContent = lines.length ? '' : say(words ? 'find-nothing' : 'library-empty');
  };
  part('do').addEventListener('click', search);
  asked.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    search();
  });
  return search;
}
