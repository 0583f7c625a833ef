// Draws the photograph that a journey uploads: a real JPEG, made by the browser itself.

/** A JPEG of `width` × `height` with a sky, a river and a text, so that people see at once whose it is; with `grain`
 * every pixel differs a little, as in a real photograph. */
export async function drawPhotograph(page, { width = 1600, height = 1200, text = 'Bến sông', grain = false } = {}) {
  const encoded = await page.evaluate(({ width: w, height: h, text: words, grain: isGrainy }) => {
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
    if (isGrainy) {
      const pixels = paint.getImageData(0, 0, w, h);
      let chance = 1;
      for (let at = 0; at < pixels.data.length; at += 4) {
        chance = (Math.imul(chance, 1103515245) + 12345) & 0x7fffffff;
        const shift = (chance >> 16) % 8 - 4;
        for (let colour = 0; colour < 3; colour += 1) pixels.data[at + colour] += shift;
      }
      paint.putImageData(pixels, 0, 0);
    }
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
  }, { width, height, text, grain });
  return { name: 'IMG_20231117_0931.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(encoded, 'base64') };
}
