// Draws the photograph that a journey uploads: a real JPEG, made by the browser itself.

/** A JPEG of `width` × `height` with a sky, a river and a text, so that people see at once whose it is. */
export async function drawPhotograph(page, { width = 1600, height = 1200, text = 'Bến sông' } = {}) {
  const encoded = await page.evaluate(({ width: w, height: h, text: words }) => {
    const canvas = document.createElement('canvas');
    canvas.width = w;
    canvas.height = h;
    const paint = canvas.getContext('2d');
    const sky = paint.createLinearGradient(0, 0, 0, h);
    sky.addColorStop(0, '#8ec5e8');
    sky.addColorStop(0.6, '#f7e3b5');
    sky.addColorStop(0.61, '#4d7c6a');
    sky.addColorStop(1, '#1f4a3d');
    paint.fillStyle = sky;
    paint.fillRect(0, 0, w, h);
    paint.fillStyle = '#ffffff';
    paint.font = `${Math.round(h / 8)}px sans-serif`;
    paint.fillText(words, w / 12, h * 0.85);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
  }, { width, height, text });
  return { name: 'IMG_20231117_0931.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(encoded, 'base64') };
}
