// Keeps on the server what is typed into a form, five seconds after the last key and when the page is left. A form that is sent is not
// saved by this: the server keeps what it does not accept.
(() => {
  if (window.hongyanDrafts) return;
  window.hongyanDrafts = true;
  const pause = 5000;
  const waiting = new Map();

  const say = (form, what) => {
    const state = form.querySelector('.draft-state');
    if (!state) return;
    const now = new Date();
    state.textContent = state.dataset[what].replace('{0}', `${now.getHours()}:${String(now.getMinutes()).padStart(2, '0')}`);
    state.classList.toggle('text-danger', what !== 'saved');
    state.hidden = false;
  };

  const save = async (form, leaving) => {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    const typed = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
    try {
      const answer = await fetch(form.dataset.draft, { method: 'POST', body: typed, headers: { 'X-Draft': 'save' }, keepalive: leaving });
      say(form, answer.ok ? 'saved' : answer.status === 401 ? 'ended' : answer.status === 413 ? 'large' : 'failed');
    } catch {
      if (!leaving) say(form, 'failed');
    }
  };

  const typed = event => {
    const form = event.target.form;
    if (!form || !form.dataset.draft) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(save, pause, form, false));
  };
  document.addEventListener('input', typed);
  document.addEventListener('change', typed);

  document.addEventListener('submit', event => {
    const form = event.target;
    if (!form.dataset.draft) return;
    if (!navigator.onLine) {
      event.preventDefault();
      say(form, 'offline');
      return;
    }
    clearTimeout(waiting.get(form));
    waiting.delete(form);
  }, true);

  addEventListener('pagehide', () => {
    for (const form of [...waiting.keys()]) save(form, true);
  });
})();
