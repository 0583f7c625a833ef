// A part of the editor as CKEditor wants it, from one function that is run once the parts before it are there.

import { Plugin } from 'ckeditor5';

export const part = (begin) => class extends Plugin {
  init() {
    begin(this.editor);
  }
};
