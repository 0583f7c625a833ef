// A shelf of the library's files inside a dialog: found by words, taken with one press.

import { lookThrough } from './shelf.js';

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
  return lookThrough(
    shelf,
    'shelf',
    url,
    (words) => ({ tim: words, loai: words ? group : atFirst }),
    (files) => files.slice(0, SHOWN_MAX).map((file) => foundLine(file.name, file.type_name, () => onTake(file))),
  );
}
