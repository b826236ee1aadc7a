// Makes pages nicer; every page works without it. Loaded before the page is shown, so that a dark page never flashes white.
(() => {
  const root = document.documentElement;

  // Tabler's few rules for dark need the attribute; without a choice it follows the device.
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => {
    if (root.dataset.themeChoice === 'auto') root.dataset.bsTheme = dark.matches ? 'dark' : 'light';
  };
  follow();
  dark.addEventListener('change', follow);

  // A form is sent once, however often it is tapped; the line at the top says that it is under way.
  // A form with data-download keeps its page, so it may be sent again.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented || 'download' in form.dataset) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = 'yes';
    root.dataset.busy = 'yes';
  });
  // What was left empty does not go into the address.
  document.addEventListener('formdata', event => {
    if (event.target.method !== 'get') return;
    for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name);
  });
  addEventListener('pageshow', () => {
    delete root.dataset.busy;
    for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  });
  document.addEventListener('htmx:before:request', () => { root.dataset.busy = 'yes'; });
  for (const end of ['htmx:finally:request', 'htmx:error'])
    document.addEventListener(end, () => { delete root.dataset.busy; });

  // An open menu closes when the attention goes elsewhere.
  const menus = () => document.querySelectorAll('details.menu[open]');
  document.addEventListener('click', event => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });

  // A text that may only be so long is counted, and kept however long it is.
  const count = field => {
    const said = field.dataset.longest && document.getElementById(`${field.id}_count`);
    if (!said) return;
    const left = field.dataset.longest - field.value.length;
    said.textContent = (left < 0 ? said.dataset.over : said.dataset.left).replace('{0}', Math.abs(left));
    said.classList.toggle('over', left < 0);
    // A line is told when little room is left; a short code, a number of so many digits, is whole when none is.
    if (field.localName !== 'textarea') said.hidden = left > field.dataset.longest / 5 || (left >= 0 && field.dataset.longest <= 20);
  };
  document.addEventListener('input', event => count(event.target));

  document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('[data-longest]').forEach(count));
  // The second way past the header leads to the one thing most come for; a form opens at its first empty field, unless a finger would
  // bring up a keyboard, and what was refused or saved is read first.
  const actions = ['.actions .btn-primary, .actions summary', 'form[method=post] :is(.form-control, .form-select, .form-check-input)', '.btn-primary',
    '.duty .btn', 'tbody .btn, .tile', '.btn', 'tbody a, .card a'];
  document.addEventListener('DOMContentLoaded', () => {
    const main = document.querySelector('main');
    const seen = selector => [...main.querySelectorAll(selector)].find(one => one.checkVisibility() && !one.disabled && !one.closest('.filter'));
    const action = actions.map(seen).find(Boolean);
    const way = document.querySelector('#to-action');
    if (action && way) {
      action.id ||= 'action';
      way.href = `#${action.id}`;
      way.hidden = false;
    }
    const told = main.querySelector('.error-summary, .alert-success');
    if (told) {
      told.tabIndex = -1;
      return told.focus();
    }
    const form = [...main.querySelectorAll('form[method=post]')].find(one => one.querySelector('.btn-primary'));
    if (!form || location.hash || !matchMedia('(pointer: fine)').matches || main.querySelector('.card-table, .duties')) return;
    const empty = [...form.querySelectorAll('.form-control, .form-select')].find(one => one.checkVisibility() && !one.value && !one.disabled && !one.readOnly);
    empty?.focus({ preventScroll: true });
  });
})();
