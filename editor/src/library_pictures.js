// A shelf of the library's pictures inside a dialog: found by words, taken with one press.

import { find } from './send.js';
import { say } from './words.js';

const SHOWN_MAX = 24;

/** Fills a shelf; `onTake` gets the picture that was pressed. Gives what looks for pictures anew. */
export function offerPictures(shelf, urls, onTake) {
  const list = shelf.querySelector('[data-library-list]');
  const asked = shelf.querySelector('[data-library-search]');
  const search = async () => {
    let found;
    try {
      found = await find(urls.library, { tim: asked.value.trim() });
    } catch {
      shelf.querySelector('[data-library-state]').textContent = say('find-failed');
      return;
    }
    const files = (Array.isArray(found) ? found : found.files ?? []).filter(({ width }) => width);
    list.replaceChildren(...files.slice(0, SHOWN_MAX).map((file) => {
      const item = document.createElement('li');
      const button = document.createElement('button');
      const image = document.createElement('img');
      button.type = 'button';
      image.src = file.thumb ?? file.url;
      image.alt = '';
      image.loading = 'lazy';
      const name = document.createElement('span');
      name.textContent = file.alt || file.name;
      button.append(image, name);
      button.addEventListener('click', () => onTake(file));
      item.append(button);
      return item;
    }));
    shelf.querySelector('[data-library-state]').textContent = files.length ? '' : say('find-nothing');
  };
  shelf.querySelector('[data-library-do]').addEventListener('click', search);
  asked.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    search();
  });
  return search;
}
