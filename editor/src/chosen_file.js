// A file of the device, chosen in a dialog: sent at once, while the dialog says how far it has come.

import { sendFile, why } from './pictures.js';
import { say } from './words.js';

/**
 * Sends what is chosen in a dialog and gives the stored file to `arrived`. What is still on its way when the dialog
 * closes, or another file is chosen, is ended: it would arrive in what the dialog is about by then.
 */
export function sendChosen(dialog, { input, state, button }, urls, arrived) {
  let ending;
  dialog.addEventListener('close', () => ending?.abort());
  input.addEventListener('change', async () => {
    const [file] = input.files;
    if (!file) return;
    ending?.abort();
    const own = new AbortController();
    ending = own;
    button.disabled = true;
    try {
      const stored = await sendFile(urls(), file, {
        signal: own.signal,
        onProgress: (sent, total) => { state.textContent = say('file-sending', { name: file.name, percent: Math.round((sent / total) * 100) }); },
        onWait: () => { state.textContent = say('file-waiting', { name: file.name }); },
      });
      // What was arrived at can be inserted now, and the focus moves to the button for it.
      button.disabled = false;
      arrived(stored, file);
    } catch (error) {
      if (!own.signal.aborted) state.textContent = why(error, file.name);
    } finally {
      if (ending === own) {
        button.disabled = false;
        input.value = '';
      }
    }
  });
}
