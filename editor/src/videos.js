// The video dialog: the address of a video at YouTube or Vimeo, or a file.

import { ButtonView, IconMedia } from 'ckeditor5';
import { sendChosen } from './chosen_file.js';
import { offerFiles } from './library_files.js';
import { part as definePart } from './part.js';
import { insertVideo, videoAt } from './video.js';
import { say } from './words.js';

const dialog = document.getElementById('editor-video');
const part = (selector) => dialog?.querySelector(selector);
let current;
let offered = () => {};

export const videos = (urls) => definePart((editor) => {
  editor.ui.componentFactory.add('videos', (locale) => {
    const view = new ButtonView(locale);
    view.set({ label: say('video-insert'), icon: IconMedia, tooltip: true });
    view.on('execute', () => {
      if (!dialog || dialog.open) return;
      current = { editor, urls };
      part('form').reset();
      part('[data-video-state]').textContent = '';
      part('[data-video-fault]').textContent = '';
      dialog.showModal();
      offered();
    });
    return view;
  });
});

if (dialog) {
  part('form').addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = part('[data-video-address]').value.trim();
    const found = typed ? videoAt(typed) : current.file;
    const title = part('[data-video-title]').value.trim();
    const fault = part('[data-video-fault]');
    if (!found || !title) {
      fault.textContent = say(found ? 'video-no-title' : 'video-unknown');
      part(found ? '[data-video-title]' : '[data-video-address]').focus();
      return;
    }
    insertVideo(current.editor, { ...found, title });
    dialog.close();
  });
  const shelf = part('[data-shelf]');
  if (shelf) offered = offerFiles(shelf, () => current.urls.files, { group: 'video' }, (file) => {
    current.file = { source: 'tep', href: file.url };
    part('[data-video-address]').value = '';
    part('[data-video-state]').textContent = say('video-chosen', { name: file.name });
    part('[data-video-fault]').textContent = '';
    part('[data-video-title]').focus();
  });
  part('[data-cancel]').addEventListener('click', () => dialog.close());
  sendChosen(
    dialog,
    { input: part('[data-video-file]'), state: part('[data-video-state]'), button: part('[data-video-do]') },
    () => current.urls,
    (stored, file) => {
      current.file = { source: 'tep', href: stored.url };
      part('[data-video-state]').textContent = say('video-arrived', { name: file.name });
      part('[data-video-fault]').textContent = '';
      part('[data-video-title]').focus();
    },
  );
  dialog.addEventListener('close', () => current?.editor.editing.view.focus());
}
