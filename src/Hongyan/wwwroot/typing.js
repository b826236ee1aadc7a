// In a list that is typed in, Enter goes to the next field and, from an empty row or the end of one, to the next row; arrows go up and down.
// Without this, Enter sends the form, which comes back at the next row.
document.addEventListener('keydown', event => {
  const field = event.target;
  if (event.isComposing || event.keyCode === 229 || field.localName !== 'input' || event.altKey || event.ctrlKey || event.metaKey) return;
  const table = field.closest('[data-typing]');
  if (!table || !['Enter', 'ArrowDown', 'ArrowUp'].includes(event.key)) return;
  const rows = [...table.tBodies[0].rows].map(row => [...row.querySelectorAll('input')]).filter(row => row.length > 0);
  const at = rows.findIndex(row => row.includes(field));
  const place = rows[at].indexOf(field);
  const isDone = place === rows[at].length - 1 || (place === 0 && rows[at].every(one => one.value.trim() === ''));
  const back = event.shiftKey ? rows[at][place - 1] ?? rows[at - 1]?.at(-1) : null;
  const next = event.key === 'ArrowUp' ? rows[at - 1]?.[place]
    : event.key === 'ArrowDown' ? rows[at + 1]?.[place]
    : event.shiftKey ? back
    : isDone ? rows[at + 1]?.[0] ?? field.form.querySelector('.actions .btn-primary')
    : rows[at][place + 1];
  event.preventDefault();
  next?.focus();
  next?.select?.();
});
