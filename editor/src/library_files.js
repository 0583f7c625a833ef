// A shelf of the library's files inside a dialog: found by words, taken with one press.

import { find } from './send.js';
import { say } from './words.js';

const SHOWN_MAX = 12;

/** A line of what was found: what it is called and what it is. */
export function foundLine(title, meta, onTake) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  const [name, about] = [document.createElement('span'), document.createElement('span')];
  button.type = 'button';
  name.textContent = title;
  about.textContent = meta;
  about.className = 'meta';
  button.append(name, about);
  button.addEventListener('click', onTake);
  item.append(button);
  return item;
}

/** Fills a shelf with files of a group, or of all and `atFirst` with one; gives what looks for them anew. */
export function offerFiles(shelf, url, { group = '', atFirst = group }, onTake) {
  const [list, state, asked] = ['list', 'state', 'search'].map((what) => shelf.querySelector(`[data-shelf-${what}]`));
  const search = async () => {
    let found;
    try {
      const words = asked.value.trim();
      found = await find(url(), { tim: words, loai: words ? group : atFirst });
    } catch {
      state.textContent = say('find-failed');
      return;
    }
    const files = found.files ?? [];
    list.replaceChildren(...files.slice(0, SHOWN_MAX).map((file) => foundLine(file.name, file.type_name, () => onTake(file))));
    state.textContent = files.length ? '' : say(asked.value.trim() ? 'find-nothing' : 'library-empty');
  };
  shelf.querySelector('[data-shelf-do]').addEventListener('click', search);
  asked.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    search();
  });
  return search;
}
