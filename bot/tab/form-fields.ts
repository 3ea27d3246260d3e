import { el, type Child } from './dom.ts';

/** A field under its label. */
export function labelled(text: string, field: HTMLElement): Child {
  return el('div', { class: 'labelled' }, el('label', { class: 'field-label', for: field.id }, text), field);
}

/** The buttons at the end of a form; Enter in a field saves, too. */
export function saveOrCancel(cancel: () => void): Child {
  return el(
    'div',
    { class: 'actions' },
    el('button', { class: 'visually-hidden', type: 'submit', tabindex: -1, 'aria-hidden': 'true' }, 'Save'),
    el(
      'fluent-button',
      {
        role: 'button',
        appearance: 'primary',
        click: (event) => (event.currentTarget as HTMLElement).closest('form')?.requestSubmit(),
      },
      'Save',
    ),
    el('fluent-button', { role: 'button', appearance: 'subtle', click: cancel }, 'Cancel'),
  );
}
