// Reads a QR code with the camera into a field of a form[data-scan]; without a camera the field is typed.
(() => {
  for (const form of document.querySelectorAll('form[data-scan]')) {
    if (!navigator.mediaDevices?.getUserMedia) continue;
    const field = form.elements[form.dataset.scan];
    if (!field) continue; // the form for a guest has no such field
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn mb-3';
    button.textContent = form.dataset.scanStart;
    const video = document.createElement('video');
    video.playsInline = video.muted = true;
    video.hidden = true;
    video.className = 'scan mb-3';
    const note = document.createElement('p');
    note.setAttribute('role', 'status');
    field.closest('.field').after(button, video, note);

    let stream;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
      stream = undefined;
      video.hidden = true;
      button.textContent = form.dataset.scanStart;
    };
    const read = (canvas, sight) => {
      if (!stream) return;
      if (video.readyState === video.HAVE_ENOUGH_DATA) {
        [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
        sight.drawImage(video, 0, 0);
        const image = sight.getImageData(0, 0, canvas.width, canvas.height);
        const code = jsQR(image.data, image.width, image.height);
        if (code?.data) {
          field.value = code.data;
          stop();
          return field.form.requestSubmit();
        }
      }
      requestAnimationFrame(() => read(canvas, sight));
    };
    button.addEventListener('click', async () => {
      if (stream) return stop();
      try {
        await library(form.dataset.scanJsqr);
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
        video.srcObject = stream;
        video.hidden = false;
        button.textContent = form.dataset.scanStop;
        note.textContent = '';
        await video.play();
        const canvas = document.createElement('canvas');
        read(canvas, canvas.getContext('2d', { willReadFrequently: true }));
      } catch {
        stop();
        note.textContent = form.dataset.scanNone;
      }
    });
  }

  /** Loaded only when somebody scans. */
  function library(address) {
    if (window.jsQR) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      Object.assign(script, { src: address, onload: resolve, onerror: reject });
      document.head.append(script);
    });
  }
})();
