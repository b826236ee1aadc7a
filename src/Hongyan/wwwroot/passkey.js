// Asks the device for a passkey, or for a new one, and sends the answer with the form. Where a browser knows none, the form stays hidden.
(() => {
  const known = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.PublicKeyCredential?.parseCreationOptionsFromJSON;
  if (!known) return;

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', event => {
      event.preventDefault();
      ask(form);
    });
  }

  async function ask(form) {
    const refused = form.querySelector('[role=alert]');
    refused.hidden = true;
    try {
      const answer = await fetch(form.dataset.ask, { method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' } });
      // Signing in again is due: the form itself leads there.
      if (answer.status === 403) return form.submit();
      const { ceremony, options } = await answer.json();
      const credential = form.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements['Passkey.Ceremony'].value = ceremony;
      form.elements['Passkey.Credential'].value = JSON.stringify(credential);
      form.submit();
    } catch {
      refused.hidden = false;
    }
  }
})();
