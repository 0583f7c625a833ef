// The cover, chosen among the pictures that the library has already.

import { offerPictures } from './library_pictures.js';

const dialog = document.getElementById('editor-cover');

/** Puts a stored picture in the cover's place. */
function put(form, { id, src, alt }) {
  form.querySelector('input[name="cover_id"]')?.remove();
  const number = Object.assign(document.createElement('input'), { type: 'hidden', name: 'cover_id', value: String(id) });
  form.querySelector('[data-cover-library]').after(number);
  const rest = form.querySelector('[data-with-picture]');
  if (rest) rest.hidden = false;
  const shown = form.querySelector('[data-cover-chosen]');
  const now = form.querySelector('.cover-now:not([data-cover-chosen]) img');
  const image = now ?? shown.querySelector('img');
  image.src = src;
  image.alt = alt;
  shown.hidden = Boolean(now);
  return number;
}

/** Brings back the cover that a copy of the form names, when the page shows another one or none. */
export function restoreCover(form, fields) {
  const named = new Map(fields);
  const id = named.get('cover_id');
  if (!id || id === form.querySelector('input[name="cover_id"]')?.value) return;
  put(form, { id, src: `${form.dataset.uploadUrl}/${id}`, alt: named.get('cover_alt') ?? '' });
}

/** Lets the cover of a form be chosen from the library. */
export function chooseCover(form, urls) {
  const open = form.querySelector('[data-cover-library]');
  if (!dialog || !open || !urls.library) return;
  const search = offerPictures(dialog.querySelector('[data-library]'), urls, (file) => {
    // What was chosen last holds: a file of the device, or the mark that takes the cover away, gives way.
    const own = form.querySelector('input[name="cover"]');
    if (own?.value) {
      own.value = '';
      own.dispatchEvent(new Event('change', { bubbles: true }));
    }
    const number = put(form, { id: file.id, src: file.thumb ?? file.url, alt: file.alt || file.name });
    const remove = form.querySelector('input[name="cover_remove"]');
    if (remove) remove.checked = false;
    const words = form.querySelector('[name="cover_alt"]');
    if (words) words.value = file.alt ?? '';
    number.dispatchEvent(new Event('input', { bubbles: true }));
    dialog.close();
    words?.focus();
  });
  open.hidden = false;
  open.addEventListener('click', () => {
    dialog.showModal();
    search();
  });
  dialog.querySelector('[data-cancel]').addEventListener('click', () => dialog.close());
}
