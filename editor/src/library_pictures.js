// A shelf of the library's pictures inside a dialog: found by words, taken with one press.

import { lookThrough } from './shelf.js';

const SHOWN_MAX = 24;

function pictureLine(file, onTake) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  const image = document.createElement('img');
  const name = document.createElement('span');
  button.type = 'button';
  image.src = file.thumb ?? file.url;
  image.alt = '';
  image.loading = 'lazy';
  name.textContent = file.alt || file.name;
  button.append(image, name);
  button.addEventListener('click', () => onTake(file));
  item.append(button);
  return item;
}

/** Fills a shelf; `onTake` gets the picture that was pressed. Gives what looks for pictures anew. */
export function offerPictures(shelf, urls, onTake) {
  return lookThrough(
    shelf,
    'library',
    () => urls.library,
    (words) => ({ tim: words }),
    (files) => files.filter(({ width }) => width).slice(0, SHOWN_MAX).map((file) => pictureLine(file, onTake)),
  );
}
