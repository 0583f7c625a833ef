// The cover, chosen among the pictures that the library has already.

import { offerPictures } from './library_pictures.js';

const dialog = document.getElementById('editor-cover');

/** Lets the cover of a form be chosen from the library. */
export function chooseCover(form, urls) {
  const open = form.querySelector('[data-cover-library]');
  if (!dialog || !open || !urls.library) return;
  const shelf = dialog.querySelector('[data-library]');
  const shown = form.querySelector('[data-cover-chosen]');
  const search = offerPictures(shelf, urls, (file) => {
    form.querySelector('input[name="cover_id"]')?.remove();
    const id = Object.assign(document.createElement('input'), { type: 'hidden', name: 'cover_id', value: String(file.id) });
    open.after(id);
    // What was chosen last holds: a file of the device, or the mark that takes the cover away, gives way.
    const own = form.querySelector('input[name="cover"]');
    if (own?.value) {
      own.value = '';
      own.dispatchEvent(new Event('change', { bubbles: true }));
    }
    const remove = form.querySelector('input[name="cover_remove"]');
    if (remove) remove.checked = false;
    const words = form.querySelector('[name="cover_alt"]');
    if (words) words.value = file.alt ?? '';
    const rest = form.querySelector('[data-with-picture]');
    if (rest) rest.hidden = false;
    const now = form.querySelector('.cover-now:not([data-cover-chosen]) img');
    const image = now ?? shown.querySelector('img');
    image.src = file.thumb ?? file.url;
    image.alt = file.alt || file.name;
    shown.hidden = Boolean(now);
    id.dispatchEvent(new Event('input', { bubbles: true }));
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
