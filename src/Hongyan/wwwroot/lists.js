// Choosing several rows: all on the page at once, and how many they are. Without this, each box and button works by itself.
(() => {
  const boxes = form => [...form.querySelectorAll('tbody input[type=checkbox]')];

  const show = form => {
    const all = boxes(form);
    const chosen = all.filter(box => box.checked).length;
    const master = form.querySelector('[data-all] input');
    if (!master) return;
    master.parentElement.hidden = false;
    master.checked = chosen > 0 && chosen === all.length;
    master.indeterminate = chosen > 0 && chosen < all.length;
    for (const button of form.querySelectorAll('[data-bulk]')) {
      button.disabled = chosen === 0;
      button.querySelector('[data-count]').textContent = chosen > 0 ? ` (${chosen})` : '';
    }
  };
  const showAll = () => document.querySelectorAll('form[data-choose]').forEach(show);

  document.addEventListener('change', event => {
    const form = event.target.closest('form[data-choose]');
    if (!form) return;
    if (event.target.closest('[data-all]')) for (const box of boxes(form)) box.checked = event.target.checked;
    show(form);
  });
  // htmx brings a new list; going back brings the old one with its boxes
  document.addEventListener('htmx:after:swap', showAll);
  addEventListener('pageshow', showAll);
})();
