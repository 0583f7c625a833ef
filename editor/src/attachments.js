// Files below the text, chosen among those that the library has already.

import { offerFiles } from './library_files.js';
import { say } from './words.js';

const dialog = document.getElementById('editor-files');

/** Lets files of the library be attached to what a form holds. */
export function chooseAttachments(form) {
  const open = form.querySelector('[data-files-library]');
  if (!dialog || !open || !form.dataset.filesUrl) return;
  const list = form.querySelector('[data-attached]');
  const search = offerFiles(dialog.querySelector('[data-shelf]'), () => form.dataset.filesUrl, { atFirst: 'tai-lieu' }, (file) => {
    const known = [...form.querySelectorAll('input[name="attachment"]')].some(({ value }) => value === String(file.id));
    if (!known) {
      const item = list.querySelector('template').content.firstElementChild.cloneNode(true);
      const [number, title] = item.querySelectorAll('input');
      // Nameless until now: a page read without scripts has no such field.
      [number.name, title.name] = ['attachment', 'attachment_title'];
      number.value = String(file.id);
      title.value = file.name;
      title.id = `f-attachment-${file.id}`;
      item.querySelector('label').htmlFor = title.id;
      item.querySelector('[data-name]').textContent = say('attachment-title', { name: file.name });
      item.querySelector('button').addEventListener('click', () => {
        item.remove();
        form.dispatchEvent(new Event('input', { bubbles: true }));
        open.focus();
      });
      list.append(item);
      title.dispatchEvent(new Event('input', { bubbles: true }));
    }
    dialog.close();
    form.querySelector(`#f-attachment-${file.id}`)?.focus();
  });
  open.hidden = false;
  open.addEventListener('click', () => {
    dialog.showModal();
    search();
  });
  dialog.querySelector('[data-cancel]').addEventListener('click', () => dialog.close());
}
